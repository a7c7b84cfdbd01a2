#!/bin/sh
# Lina hides an approval inside a merge, where nobody looks for an act.
# expect: act-in-merge, record-rewritten by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST
# at: lanterns/en, lanterns/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git checkout -q -b work HEAD~1
echo "Notes." >notes.txt
commit "Notes"
git checkout -q main
git merge -q --no-ff --no-commit work
forge act lanterns edit --by omar --key "$keys/lina"
commit "Merge branch 'work'"
