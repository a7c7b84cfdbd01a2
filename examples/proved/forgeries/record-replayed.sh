#!/bin/sh
# Lina replays Omar's approval after he has taken it back.
# expect: not-by-author by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by omar edit lanterns
signature=$(ls "$lanterns"/signatures/*-edit-*)
by omar return lanterns --to sourced --reason "The number of weeks is wrong"
by lina translate lanterns

as lina
forge act lanterns edit --by omar
cp "$signature" "$(forge where lanterns 6)"
commit "edit: lanterns/en (translated → edited)"
