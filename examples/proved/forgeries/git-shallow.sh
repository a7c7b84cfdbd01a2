#!/bin/sh
# Mallory hands over a clone that says of itself to be shallow, so that a commit of Lina's is out of sight.
# expect: git by gate
# expect: history-rewritten by verify --base HONEST
# in: HONEST
# limit: This clone is shallow by verify, verify --history, verify --base HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

git rev-parse HEAD >.git/shallow
