#!/bin/sh
# Lina keeps words that were found in another page than the one she puts beside them.
# expect: snapshot-false by verify --history, verify --base HONEST, gate
# at: clinic/snapshots
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge snapshot clinic "$clinic/source.html" --by lina
echo "<p>Another page.</p>" >>"$(ls "$clinic"/snapshots/*.html)"
commit "refresh: clinic"
