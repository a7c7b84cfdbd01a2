#!/bin/sh
# Lina writes a role of hers into newsroom.yaml and leaves the seal as it is.
# expect: roster-unsealed by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "roles: .translator." "roles: [translator, editor]" newsroom.yaml
commit "person: lina (translator, editor)"
