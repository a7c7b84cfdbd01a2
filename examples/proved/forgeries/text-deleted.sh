#!/bin/sh
# Lina deletes a published article, with its source, records and signatures.
# expect: record-removed, signature-removed, source-rewritten by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures, clinic/source.ar, clinic/source.html
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git rm -q -r "$clinic"
commit "Tidy up"
