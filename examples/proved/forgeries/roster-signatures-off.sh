#!/bin/sh
# Lina turns signatures off by hand, and approves as Omar without one.
# expect: roster-unsealed, signature-missing by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en, newsroom.yaml
# in: HEAD, HEAD~1
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "signatures: required" "signatures: off" newsroom.yaml
commit "newsroom: no signatures"
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
forge act lanterns edit --by omar
commit "edit: lanterns/en (translated → edited)"
