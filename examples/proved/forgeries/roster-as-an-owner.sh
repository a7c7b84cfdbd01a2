#!/bin/sh
# Lina makes herself an editor, and seals the roster's next version in Olga's name, with her own key.
# expect: roster-unsigned by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
export GIT_AUTHOR_NAME="Olga One" GIT_AUTHOR_EMAIL=olga@two-lamps.example
swap "roles: .translator." "roles: [translator, editor]" newsroom.yaml
forge roster --by olga --key "$keys/lina"
commit "person: lina (translator, editor)"
