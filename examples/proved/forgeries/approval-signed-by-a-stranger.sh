#!/bin/sh
# Mallory, whom the newsroom does not know, approves as Omar and signs with a key of her own.
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as mallory
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
forge act lanterns edit --by omar --key "$keys/mallory"
commit "edit: lanterns/en (translated → edited)"
