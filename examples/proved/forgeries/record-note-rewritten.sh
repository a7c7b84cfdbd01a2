#!/bin/sh
# Lina puts other words into the note of an act of her own, long after it.
# expect: history-intact, signature-bad by verify, verify --history, verify --base HONEST
# expect: record-rewritten by verify --history, verify --base HONEST, gate
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "note: Forty it is" "note: As Omar told me to" "$orchard/en.md"
commit "save: orchard/en"
