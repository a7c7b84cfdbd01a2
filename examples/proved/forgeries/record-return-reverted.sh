#!/bin/sh
# Lina reverts the commit in which Omar took his approval back, with git.
# expect: record-removed, signature-removed by verify --history, verify --base HONEST, gate
# at: lanterns/en, lanterns/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by omar edit lanterns
by omar return lanterns --to sourced --reason "The number of weeks is wrong"

as lina
git revert --no-edit HEAD >"$keys/said"
