#!/bin/sh
# Mallory brings an approval along that Omar signed in another newsroom, over the same words.
# expect: not-by-author by verify --history, verify --base HONEST, gate
# expect: unknown-roster by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Omar edits for another newsroom too, which has the same translation: what he signs there is honest.
cp newsroom.yaml "$keys/ours"
swap "^name: .*" "name: Three Lamps Desk" newsroom.yaml
forge roster --by olga
mv newsroom.yaml "$keys/theirs"
mv "$keys/ours" newsroom.yaml
rm rosters/0005.yaml

as mallory
forge act lanterns edit --by omar --key "$keys/omar" --roster "$keys/theirs"
commit "edit: lanterns/en (translated → edited)"
