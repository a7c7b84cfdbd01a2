#!/bin/sh
# Lina changes a word of what Omar approved, as work on the text.
# expect: seals-hold by verify, verify --history, verify --base HONEST
# warns: changed-after-approval by verify --history, verify --base HONEST, gate
# at: orchard/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "gave forty" "gave fourteen" "$orchard/en.md"
commit "save: orchard/en"
