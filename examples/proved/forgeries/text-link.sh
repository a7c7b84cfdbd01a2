#!/bin/sh
# Lina puts a link to a file of the reader's machine in an article's place.
# expect: not-a-file by verify, verify --history, verify --base HONEST, gate
# expect: record-removed by verify --base HONEST
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
ln -sf /etc/hostname "$lanterns/en.md"
commit "save: lanterns/en"
