#!/bin/sh
# Lina adds words behind Omar's signature, which lazy readers take for signed.
# expect: signature-bad by verify, verify --history, verify --base HONEST
# expect: signature-changed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
echo "Approved in every other language too." >>"$(ls "$clinic"/signatures/*-edit-*)"
commit "A remark"
