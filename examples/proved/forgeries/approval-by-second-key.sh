#!/bin/sh
# Lina, who is an editor too, approves her own translation with her second key.
# expect: history-intact by verify, verify --history, verify --base HONEST
# expect: roster-same-push by verify --base HONEST, gate
# expect: self-approval by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga has made Lina an editor as well, and knows both her keys: she may approve what others translate.
by olga person add lina --role editor --key "$proved/keys/lina-second.pub"

as lina
forge act lanterns edit --by lina --key "$keys/lina-second"
commit "edit: lanterns/en (translated → edited)"
