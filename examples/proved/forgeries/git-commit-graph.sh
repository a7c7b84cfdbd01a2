#!/bin/sh
# Mallory hands over a clone with a cache of the history, in which a commit of Lina's is left out.
# expect: git by gate
# expect: state-by-hand by verify --history, verify --base HONEST
# at: lanterns/en
# in: HEAD~1, forged
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

# The cache is made while the object of the commit after it says something else, and believed from then on.
echo "Notes." >notes.txt
commit "Notes"
object=.git/objects/$(git rev-parse HEAD~1 | sed 's|^..|&/|')
cp "$object" "$keys/object"
git cat-file commit HEAD~1 | sed "s/^parent .*/parent $(git rev-parse HEAD~3)/" | forge object commit "$object"
git rev-parse HEAD | git commit-graph write --stdin-commits
cp -f "$keys/object" "$object"
