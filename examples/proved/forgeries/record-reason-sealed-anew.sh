#!/bin/sh
# Lina rewrites Omar's reason, and seals his record and all after it anew.
# expect: record-rewritten, signature-removed by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST
# at: orchard/en, orchard/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "The source says forty saplings, not four hundred" "A matter of taste" "$orchard/en.md"
forge reseal orchard
commit "save: orchard/en"
