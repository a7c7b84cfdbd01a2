#!/bin/sh
# Mallory hands over a clone with a cache of the history, in which a commit of Lina's is left out.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^state: translated" "state: published" "$lanterns/en.md"
commit "save: lanterns/en"
git tag forged
swap "^state: published" "state: translated" "$lanterns/en.md"
commit "save: lanterns/en"

# git makes the cache from what the object says for a moment, and believes the cache from then on.
id=$(git rev-parse HEAD) object=.git/objects/$(git rev-parse HEAD | sed 's|^..|&/|')
cp "$object" "$keys/object"
git cat-file commit HEAD | sed "s/^parent .*/parent $(git rev-parse HEAD~2)/" | forge object commit "$object"
echo "$id" | git commit-graph write --stdin-commits
cp -f "$keys/object" "$object"
