#!/bin/sh
# Lina, who is an editor too, approves her own translation as `Lina`, whom nobody knows.
# expect: not-by-author by verify --history, verify --base HONEST, gate
# expect: unknown-person by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga has made Lina an editor as well: she may approve what others translate.
by olga person add lina --role editor

as lina
forge act lanterns edit --by Lina --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
