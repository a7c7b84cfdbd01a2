#!/bin/sh
# Lina puts her own signature of her translation where Omar's of his approval was.
# expect: signature-bad by verify, verify --history, verify --base HONEST
# expect: signature-changed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cat "$clinic"/signatures/*-translate-* >"$(ls "$clinic"/signatures/*-edit-*)"
commit "Tidy up"
