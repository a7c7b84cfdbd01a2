#!/bin/sh
# Lina, who is an editor too, approves her own translation from her address in other letter case.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga has made Lina an editor as well: she may approve what others translate.
by olga person add lina --role editor

as lina
export GIT_AUTHOR_NAME="LINA" GIT_AUTHOR_EMAIL=LINA@Two-Lamps.Example
forge act lanterns edit --by lina --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
