#!/bin/sh
# Lina copies a published article with its records and signatures to make it the published French one.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cp "$clinic/en.md" "$clinic/fr.md"
for file in "$clinic"/signatures/en-*; do
    cp "$file" "$(echo "$file" | sed 's|/en-|/fr-|')"
done
forge rename clinic/fr
commit "A translation into French"
