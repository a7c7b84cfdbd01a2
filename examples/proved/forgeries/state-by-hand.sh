#!/bin/sh
# Lina writes `state: published` into her translation.
# expect: disclaimer-intact, state-backed by verify, verify --history, verify --base HONEST
# expect: state-by-hand by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^state: translated" "state: published" "$lanterns/en.md"
commit "save: lanterns/en"
