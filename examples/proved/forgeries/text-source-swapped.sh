#!/bin/sh
# Lina makes the original say what her translation says.
# expect: source-rewritten by verify --history, verify --base HONEST, gate
# expect: source-unchanged by verify, verify --history, verify --base HONEST
# at: lanterns/en, lanterns/source.ar
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "ستة أسابيع" "ستة أشهر" "$lanterns/source.ar.md"
commit "A typing mistake in the original"
