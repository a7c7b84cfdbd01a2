#!/bin/sh
# Lina rewrites the reason that Omar gave for sending her translation back.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "The source says forty saplings, not four hundred" "A matter of taste" "$orchard/en.md"
commit "save: orchard/en"
