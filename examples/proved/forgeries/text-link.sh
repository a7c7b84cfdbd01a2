#!/bin/sh
# Lina puts a link to a file of the reader's machine in an article's place.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
ln -sf /etc/hostname "$lanterns/en.md"
commit "save: lanterns/en"
