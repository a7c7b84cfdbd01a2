#!/bin/sh
# Lina says in Omar's name that the original became what she translated.
# expect: snapshot-not-by-author by verify --history, verify --base HONEST, gate
# at: clinic/snapshots
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge snapshot clinic "$clinic/source.html" --by omar
commit "refresh: clinic"
