#!/bin/sh
# Lina rewrites the history, and Mallory hands over a clone whose cache ties the old one to the new.
# expect: history-rewritten, record-removed by verify --base HONEST, gate
# at: lanterns/en
# in: HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
old=$(git rev-parse HEAD)
git reset -q --hard HEAD~1
echo "Notes." >notes.txt
commit "Notes"
echo "More." >>notes.txt
commit "Notes"

# The cache is made while the object of the first new commit names the old tip too, and believed from then on.
object=.git/objects/$(git rev-parse HEAD~1 | sed 's|^..|&/|')
cp "$object" "$keys/object"
git cat-file commit HEAD~1 | sed "s|^author |parent $old\\
author |" | forge object commit "$object"
git rev-parse HEAD | git commit-graph write --stdin-commits
cp -f "$keys/object" "$object"
