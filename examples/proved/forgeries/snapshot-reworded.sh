#!/bin/sh
# Lina makes what Omar found say what the original said before.
# expect: snapshot-changed by verify --history, verify --base HONEST, gate
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
swap ", a neighbour said." "." "$clinic"/snapshots/*.html "$clinic"/snapshots/*.md
commit "Typing mistakes"
