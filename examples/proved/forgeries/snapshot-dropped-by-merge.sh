#!/bin/sh
# Lina merges the branch with what Omar found in such a way that nothing of it remains.
# expect: snapshot-removed by verify --history, verify --base HONEST, gate
# at: clinic/snapshots
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

git branch work
as lina
echo "Notes." >notes.txt
commit "Notes"
git checkout -q work
as omar
sed "s|</p>|, a neighbour said.</p>|" "$clinic/source.html" >"$keys/page.html"
forge snapshot clinic "$keys/page.html" --by omar
commit "refresh: clinic"

git checkout -q main
as lina
git merge -q -s ours -m "Merge branch 'work'" work
