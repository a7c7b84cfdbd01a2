#!/bin/sh
# Lina merges the branch on which Olga took her off the roster in such a way that nothing of it remains.
# expect: roster-rollback by verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

git branch work
as lina
echo "Notes." >notes.txt
commit "Notes"
git checkout -q work
by olga person remove lina
git checkout -q main
as lina
git merge -q -s ours -m "Merge branch 'work'" work
