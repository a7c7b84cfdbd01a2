#!/bin/sh
# Lina waives a finding in her own translation, in Omar's name.
# expect: waiver-not-by-author by verify --history, verify --base HONEST, gate
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
mkdir -p articles/2026/11/orchard/waivers/en
cat >articles/2026/11/orchard/waivers/en/number-changed-1f0e5a7c.yaml <<EOF
check: number-changed
digest: 1f0e5a7c00000000000000000000000000000000000000000000000000000000
words: Four hundred saplings
by: omar
at: 2026-11-23T12:00:00Z
reason: The source was wrong
EOF
git add articles
commit "waive: orchard/en number-changed"
