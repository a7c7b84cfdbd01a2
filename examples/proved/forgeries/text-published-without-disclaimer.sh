#!/bin/sh
# Sara takes the disclaimer out and publishes without it, signed.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
sed '/<!-- disclaimer/,$d' "$orchard/en.md" >"$keys/text"
cat "$keys/text" >"$orchard/en.md"
forge act orchard publish --by sara --key "$keys/sara"
commit "publish: orchard/en (disclaimer-attached → published)"
