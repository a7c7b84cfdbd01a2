#!/bin/sh
# Lina forces a push in which her last act has never been.
# expect: history-rewritten, record-removed by verify --base HONEST, gate
# at: lanterns/en
# in: HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git reset -q --hard HEAD~1
echo "Notes." >notes.txt
commit "Notes"
