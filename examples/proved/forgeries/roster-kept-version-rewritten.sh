#!/bin/sh
# Lina rewrites version 2 of the roster, by which her first acts are judged.
# expect: roster-rewritten by verify --history, verify --base HONEST, gate
# expect: roster-unsealed, unknown-roster by verify, verify --history, verify --base HONEST
# at: clinic/en, lanterns/en, newsroom.yaml, orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "roles: .translator." "roles: [translator, editor]" rosters/0002.yaml
commit "Tidy up"
