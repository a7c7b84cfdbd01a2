#!/bin/sh
# Lina writes a second headline: one reader takes the first, another one the last.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
sed '/^lang: en/i title: "Clinic closes its doors"' "$clinic/en.md" >"$keys/text"
cat "$keys/text" >"$clinic/en.md"
commit "save: clinic/en"
