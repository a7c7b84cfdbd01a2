#!/bin/sh
# Mallory hands over a clone in which a replacement hides what a commit of Lina's says.
# expect: state-by-hand by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD, forged
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

lie

git replace forged "$(git commit-tree -p HEAD~2 -m "save: lanterns/en" "HEAD~2^{tree}")"
