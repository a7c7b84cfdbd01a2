#!/bin/sh
# Lina takes the disclaimer out of a published article.
# expect: disclaimer-intact by verify, verify --history, verify --base HONEST
# warns: changed-after-approval by verify --history, verify --base HONEST, gate
# at: clinic/en
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
sed '/<!-- disclaimer/,$d' "$clinic/en.md" >"$keys/text"
cat "$keys/text" >"$clinic/en.md"
commit "save: clinic/en"
