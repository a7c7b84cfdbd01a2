#!/bin/sh
# Lina rewrites the line ends of a signature, to see what is let through.
# expect: signature-changed by verify --history, verify --base HONEST, gate
# at: clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
for file in "$clinic"/signatures/*-edit-*; do
    sed "s/\$/$(printf '\r')/" "$file" >"$keys/crlf"
    cat "$keys/crlf" >"$file"
done
commit "Line ends"
