#!/bin/sh
# Mallory hands over an older state of the newsroom as the newest: nothing in it is forged.
# expect: history-rewritten, record-removed by verify --base HONEST, gate
# at: lanterns/en, orchard/en
# in: HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

git reset -q --hard HEAD~4
