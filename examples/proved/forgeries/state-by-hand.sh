#!/bin/sh
# Lina writes `state: published` into her translation.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^state: translated" "state: published" "$lanterns/en.md"
commit "save: lanterns/en"
