#!/bin/sh
# Lina rewrites the reason that Omar gave for sending her translation back.
# expect: history-intact, signature-bad by verify, verify --history, verify --base HONEST
# expect: record-rewritten by verify --history, verify --base HONEST, gate
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "The source says forty saplings, not four hundred" "A matter of taste" "$orchard/en.md"
commit "save: orchard/en"
