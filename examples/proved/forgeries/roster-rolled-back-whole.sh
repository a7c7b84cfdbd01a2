#!/bin/sh
# Lina, whom Olga has just taken off the roster, deletes the version that says so.
# expect: roster-rewritten, roster-rollback by verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by olga person remove lina
as lina
cp rosters/0004.yaml newsroom.yaml
git rm -q rosters/0005.yaml rosters/0005.sig
commit "newsroom: as it was"
