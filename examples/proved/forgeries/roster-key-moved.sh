#!/bin/sh
# Olga and Lina together: Olga moves Lina's key to Omar's entry, and Lina approves her own translation with it.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as olga
mine=$(cut -d " " -f 1,2 "$proved/keys/lina.pub") his=$(cut -d " " -f 1,2 "$proved/keys/omar.pub")
swap "roles: .translator., keys: .*" "roles: [translator]}" newsroom.yaml
swap "keys: .$his" "keys: [$his, $mine" newsroom.yaml
forge roster --by olga --key "$keys/olga"
commit "newsroom: version 5"
as lina
forge act lanterns edit --by omar --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
