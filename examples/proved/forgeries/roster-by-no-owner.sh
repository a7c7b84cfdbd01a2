#!/bin/sh
# Lina makes herself an editor, and seals and signs the roster's next version in her own name.
# expect: roster-not-owner by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "roles: .translator." "roles: [translator, editor]" newsroom.yaml
forge roster --by lina --key "$keys/lina"
commit "person: lina (translator, editor)"
