#!/bin/sh
# Lina puts her own signature behind Omar's, in one file.
# expect: signature-bad by verify, verify --history, verify --base HONEST
# expect: signature-changed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cat "$clinic"/signatures/*-translate-* >>"$(ls "$clinic"/signatures/*-edit-*)"
commit "Both of us"
