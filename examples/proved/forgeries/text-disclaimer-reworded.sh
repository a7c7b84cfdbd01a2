#!/bin/sh
# Lina turns the disclaimer of a published article round.
# expect: disclaimer-intact by verify, verify --history, verify --base HONEST
# warns: changed-after-approval by verify --history, verify --base HONEST, gate
# at: clinic/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "lies with the author" "lies with nobody" "$clinic/en.md"
commit "save: clinic/en"
