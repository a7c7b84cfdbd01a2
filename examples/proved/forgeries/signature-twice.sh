#!/bin/sh
# Lina puts her own signature behind Omar's, in one file.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cat "$clinic"/signatures/*-translate-* >>"$(ls "$clinic"/signatures/*-edit-*)"
commit "Both of us"
