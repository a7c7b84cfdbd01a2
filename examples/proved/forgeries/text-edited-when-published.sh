#!/bin/sh
# Lina changes a word of what was published.
# expect: seals-hold by verify, verify --history, verify --base HONEST
# warns: changed-after-approval by verify --history, verify --base HONEST, gate
# at: clinic/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "sixty people" "six people" "$clinic/en.md"
commit "save: clinic/en"
