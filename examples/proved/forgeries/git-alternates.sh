#!/bin/sh
# Mallory hands over a clone that borrows objects, one of which is not what its id says: a commit of Lina's is left out.
# expect: git by gate
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

echo "Notes." >notes.txt
commit "Notes"
id=$(git rev-parse HEAD~1)
folder=$(echo "$id" | sed 's|^\(..\).*|\1|') name=$(echo "$id" | sed 's|^..||')
mkdir -p ".git/elsewhere/$folder"
git cat-file commit HEAD~1 | sed "s/^parent .*/parent $(git rev-parse HEAD~3)/" |
    forge object commit ".git/elsewhere/$folder/$name"
rm -f ".git/objects/$folder/$name"
echo "$PWD/.git/elsewhere" >.git/objects/info/alternates
