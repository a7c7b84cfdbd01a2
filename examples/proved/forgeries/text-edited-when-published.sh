#!/bin/sh
# Lina changes a word of what was published.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "sixty people" "six people" "$clinic/en.md"
commit "save: clinic/en"
