#!/bin/sh
# Olga's own signature is on version 6, kept in the place of a version 5 that nobody ever saw.
# expect: roster-link by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as olga
swap "^name: .*" "name: Twelve Lamps Desk" newsroom.yaml
forge roster --by olga --key "$keys/olga" --version 6 --previous 5555555555555555555555555555555555555555555555555555555555555555
mv rosters/0006.yaml rosters/0005.yaml
mv rosters/0006.sig rosters/0005.sig
commit "newsroom: version 6"
