#!/bin/sh
# Lina puts her own signature of her translation where Omar's of his approval was.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cat "$clinic"/signatures/*-translate-* >"$(ls "$clinic"/signatures/*-edit-*)"
commit "Tidy up"
