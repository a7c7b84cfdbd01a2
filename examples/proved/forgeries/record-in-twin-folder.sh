#!/bin/sh
# Lina brings a text back that was taken back, under the same name in another month's folder.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

cp -r "$clinic" "$keys/clinic"
by omar return clinic --to translated --reason "Nobody works there at night"

as lina
mkdir -p articles/2026/12
cp -r "$keys/clinic" articles/2026/12/
commit "Into December"
