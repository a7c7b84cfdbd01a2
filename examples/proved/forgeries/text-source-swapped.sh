#!/bin/sh
# Lina makes the original say what her translation says.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "ستة أسابيع" "ستة أشهر" "$lanterns/source.ar.md"
commit "A typing mistake in the original"
