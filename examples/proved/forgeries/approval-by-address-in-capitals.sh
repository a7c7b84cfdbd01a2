#!/bin/sh
# Lina, who is an editor too, approves her own translation from her address in other letter case.
# expect: history-intact by verify, verify --history, verify --base HONEST
# expect: roster-same-push by verify --base HONEST, gate
# expect: self-approval by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga has made Lina an editor as well: she may approve what others translate.
by olga person add lina --role editor

as lina
export GIT_AUTHOR_NAME="LINA" GIT_AUTHOR_EMAIL=LINA@Two-Lamps.Example
forge act lanterns edit --by lina --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
