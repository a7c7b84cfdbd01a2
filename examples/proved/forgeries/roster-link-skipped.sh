#!/bin/sh
# Olga's signature is on version 6, and nobody has ever seen version 5.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as olga
swap "^name: .*" "name: Twelve Lamps Desk" newsroom.yaml
forge roster --by olga --key "$keys/olga" --version 6 --previous 0000000000000000000000000000000000000000000000000000000000000000
commit "newsroom: version 6"
