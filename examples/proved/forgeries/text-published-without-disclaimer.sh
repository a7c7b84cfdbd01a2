#!/bin/sh
# Sara takes the disclaimer out and publishes without it, signed.
# expect: disclaimer-intact by verify, verify --history, verify --base HONEST
# expect: state-by-hand by verify --history, verify --base HONEST, gate
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
sed '/<!-- disclaimer/,$d' "$orchard/en.md" >"$keys/text"
cat "$keys/text" >"$orchard/en.md"
forge act orchard publish --by sara --key "$keys/sara"
commit "publish: orchard/en (disclaimer-attached → published)"
