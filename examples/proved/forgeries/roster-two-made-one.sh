#!/bin/sh
# Lina merges herself and Omar into one entry with both keys, and approves as the Omar she then is.
# expect: roster-unsigned, unknown-roster by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en, newsroom.yaml
# in: HEAD, HEAD~1
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
mine=$(cut -d " " -f 1,2 "$proved/keys/lina.pub") his=$(cut -d " " -f 1,2 "$proved/keys/omar.pub")
swap "^  lina: .*" "" newsroom.yaml
swap "keys: .$his" "keys: [$his, $mine" newsroom.yaml
forge roster --by olga --key "$keys/lina"
commit "person: omar (editor)"
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
forge act lanterns edit --by omar --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
