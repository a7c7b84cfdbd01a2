#!/bin/sh
# Lina copies a published article with its records and signatures to make it the published French one.
# expect: not-by-author, sealed-other-text, several-acts by verify --history, verify --base HONEST, gate
# expect: seals-hold by verify, verify --history, verify --base HONEST
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: clinic/fr
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cp "$clinic/en.md" "$clinic/fr.md"
for file in "$clinic"/signatures/en-*; do
    cp "$file" "$(echo "$file" | sed 's|/en-|/fr-|')"
done
forge reseal clinic/fr
commit "A translation into French"
