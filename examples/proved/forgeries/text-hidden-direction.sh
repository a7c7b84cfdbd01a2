#!/bin/sh
# Lina hides a sign in her translation that turns the direction: readers see other words than the file has.
# warns: hidden-text by verify, verify --history, verify --base HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "six weeks" "$(printf '\342\200\256skeew xis\342\200\254')" "$lanterns/en.md"
commit "save: lanterns/en"
