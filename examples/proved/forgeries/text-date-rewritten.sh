#!/bin/sh
# Lina dates a publication back by hand.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^date: 2026" "date: 2024" "$clinic/en.md"
commit "save: clinic/en"
