#!/bin/sh
# Lina writes a second headline: one reader takes the first, another one the last.
# expect: record-removed by verify --base HONEST
# expect: unreadable by verify, verify --history, verify --base HONEST, gate
# at: clinic/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "^lang: en" 'title: "Clinic closes its doors"\
lang: en' "$clinic/en.md"
commit "save: clinic/en"
