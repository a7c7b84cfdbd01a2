#!/bin/sh
# Lina puts version 3 of the roster back in the place of version 4, which has no publisher yet.
# expect: roster-rollback by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cp rosters/0003.yaml newsroom.yaml
commit "newsroom: as it was"
