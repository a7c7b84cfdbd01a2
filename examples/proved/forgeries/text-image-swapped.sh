#!/bin/sh
# Lina puts another picture in the place of the one that was published.
# expect: assets-unchanged by verify, verify --history, verify --base HONEST
# at: clinic/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "green" "black" "$clinic/map.svg"
commit "A smaller picture"
