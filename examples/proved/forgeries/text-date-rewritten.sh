#!/bin/sh
# Lina dates a publication back by hand.
# expect: credits-match by verify, verify --history, verify --base HONEST
# expect: state-by-hand by verify --history, verify --base HONEST, gate
# at: clinic/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^date: 2026" "date: 2024" "$clinic/en.md"
commit "save: clinic/en"
