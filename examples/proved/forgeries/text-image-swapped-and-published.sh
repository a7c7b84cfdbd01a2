#!/bin/sh
# Sara puts another picture in the place of the one Omar approved, and publishes it, signed.
# expect: assets-unchanged by verify, verify --history, verify --base HONEST
# expect: edited-after-approval by verify --history, verify --base HONEST, gate
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
swap "green" "black" "$orchard/sapling.svg"
forge act orchard publish --by sara --key "$keys/sara"
commit "publish: orchard/en (disclaimer-attached → published)"
