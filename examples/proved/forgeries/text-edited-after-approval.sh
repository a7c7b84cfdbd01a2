#!/bin/sh
# Lina changes a word of what Omar approved, as work on the text.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "gave forty" "gave fourteen" "$orchard/en.md"
commit "save: orchard/en"
