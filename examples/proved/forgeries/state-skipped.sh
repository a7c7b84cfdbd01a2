#!/bin/sh
# Sara publishes what no editor has approved, signed.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
forge act lanterns publish --by sara --key "$keys/sara"
commit "publish: lanterns/en (translated → published)"
