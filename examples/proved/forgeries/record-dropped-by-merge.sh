#!/bin/sh
# Lina merges the branch with Omar's approval in such a way that nothing of it remains.
# expect: record-removed by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

git branch work
as lina
echo "Notes." >notes.txt
commit "Notes"
git checkout -q work
by omar edit lanterns
git checkout -q main
as lina
git merge -q -s ours -m "Merge branch 'work'" work
