#!/bin/sh
# Sara changes a word of what Omar approved, and publishes it, signed.
# expect: edited-after-approval by verify --history, verify --base HONEST, gate
# expect: seals-hold by verify, verify --history, verify --base HONEST
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
swap "gave forty" "gave fourteen" "$orchard/en.md"
forge act orchard publish --by sara --key "$keys/sara"
commit "publish: orchard/en (disclaimer-attached → published)"
