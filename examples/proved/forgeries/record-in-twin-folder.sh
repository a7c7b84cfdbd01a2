#!/bin/sh
# Lina brings an approval back that Omar has taken back, under the same name in another month's folder.
# expect: name-twice by verify, verify --history, verify --base HONEST, gate
# warns: several-acts by verify --history, verify --base HONEST, gate
# at: lanterns/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by omar edit lanterns
cp -r "$lanterns" "$keys/approved"
by omar return lanterns --to sourced --reason "The number of weeks is wrong"

as lina
mkdir -p articles/2026/12
cp -r "$keys/approved" articles/2026/12/lanterns
commit "Into December"
