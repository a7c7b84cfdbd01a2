#!/bin/sh
# Lina puts another picture in the place of the one that was published.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "green" "black" "$clinic/map.svg"
commit "A smaller picture"
