#!/bin/sh
# Mallory, whom the roster never had, says in her own name what the original became.
# expect: snapshot-not-by-author by verify --history, verify --base HONEST, gate
# at: clinic/snapshots
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as mallory lina
forge snapshot clinic "$clinic/source.html" --by mallory
commit "refresh: clinic"
