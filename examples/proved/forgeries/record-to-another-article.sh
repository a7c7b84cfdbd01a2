#!/bin/sh
# Lina copies Omar's approval of one article, signature and all, into another one.
# expect: not-by-author by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge act lanterns edit --by omar
cp "$orchard"/signatures/en-0005-edit-*.sig "$(forge where lanterns 3)"
commit "edit: lanterns/en (translated → edited)"
