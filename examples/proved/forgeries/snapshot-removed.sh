#!/bin/sh
# Lina deletes what Omar found the original had become, so that nobody need look at it.
# expect: snapshot-removed by verify --history, verify --base HONEST, gate
# at: clinic/snapshots
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as omar
sed "s|</p>|, a neighbour said.</p>|" "$clinic/source.html" >"$keys/page.html"
forge snapshot clinic "$keys/page.html" --by omar
commit "refresh: clinic"

as lina
git rm -q -r "$clinic/snapshots"
commit "Tidy up"
