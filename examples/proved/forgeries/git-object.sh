#!/bin/sh
# Mallory hands over a clone in which an object is not what its id says: a commit of Lina's is left out.
# expect: git by gate
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

echo "Notes." >notes.txt
commit "Notes"
object=.git/objects/$(git rev-parse HEAD~1 | sed 's|^..|&/|')
git cat-file commit HEAD~1 | sed "s/^parent .*/parent $(git rev-parse HEAD~3)/" | forge object commit "$object"
