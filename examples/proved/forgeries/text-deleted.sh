#!/bin/sh
# Lina deletes a published article, with its source, records and signatures.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git rm -q -r "$clinic"
commit "Tidy up"
