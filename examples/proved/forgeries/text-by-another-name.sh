#!/bin/sh
# Lina puts a text beside a published article whose name is no article's, so that nobody judges it.
# limit: articles/2026/11/clinic/english.md is no article by its name by verify, verify --history, verify --base HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
sed 's|sixty people|six people|' "$clinic/en.md" >"$clinic/english.md"
commit "Another reading"
