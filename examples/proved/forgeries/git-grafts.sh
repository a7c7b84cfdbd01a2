#!/bin/sh
# Mallory hands over a clone in which a graft hides a commit of Lina's, and its undoing.
# expect: git by gate
# expect: state-by-hand by verify --history, verify --base HONEST
# at: lanterns/en
# in: HEAD, forged
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

echo "$(git rev-parse HEAD) $(git rev-parse HEAD~2)" >.git/info/grafts
