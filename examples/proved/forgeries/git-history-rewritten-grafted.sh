#!/bin/sh
# Lina rewrites the history, and Mallory hands over a clone in which a graft ties the old one to the new.
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
echo "$(git rev-parse HEAD) $(git rev-parse HEAD~1) $old" >.git/info/grafts
