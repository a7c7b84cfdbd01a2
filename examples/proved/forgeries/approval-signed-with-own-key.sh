#!/bin/sh
# Lina approves her own translation as Omar, and signs it with the key she has: her own.
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
forge act lanterns edit --by omar --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
