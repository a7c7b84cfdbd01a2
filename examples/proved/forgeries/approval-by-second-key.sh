#!/bin/sh
# Lina, who is an editor too, approves her own translation with her second key.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga has made Lina an editor as well, and knows both her keys: she may approve what others translate.
by olga person add lina --role editor --key "$proved/keys/lina-second.pub"

as lina
forge act lanterns edit --by lina --key "$keys/lina-second"
commit "edit: lanterns/en (translated → edited)"
