#!/bin/sh
# Lina rewrites version 2 of the roster, by which her first acts are judged.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "roles: .translator." "roles: [translator, editor]" rosters/0002.yaml
commit "Tidy up"
