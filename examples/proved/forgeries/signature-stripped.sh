#!/bin/sh
# Lina takes the signature off Omar's approval.
# expect: signature-missing by verify, verify --history, verify --base HONEST
# expect: signature-removed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git rm -q "$clinic"/signatures/*-edit-*
commit "Tidy up"
