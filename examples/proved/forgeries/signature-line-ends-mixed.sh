#!/bin/sh
# Lina rewrites some line ends of a signature.
# expect: signature-bad by verify, verify --history, verify --base HONEST
# expect: signature-changed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
for file in "$clinic"/signatures/*-edit-*; do
    sed "2s/\$/$(printf '\r')/" "$file" >"$keys/crlf"
    cat "$keys/crlf" >"$file"
done
commit "Line ends"
