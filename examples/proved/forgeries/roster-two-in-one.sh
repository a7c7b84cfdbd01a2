#!/bin/sh
# Lina has her key stand with Omar as well as with herself, so that she can sign as both.
# expect: roster-unsealed by verify, verify --history, verify --base HONEST, gate
# at: newsroom.yaml
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
his=$(cut -d " " -f 2 "$proved/keys/omar.pub") mine=$(cut -d " " -f 2 "$proved/keys/lina.pub")
swap "$his" "$mine" newsroom.yaml
cp newsroom.yaml rosters/0005.yaml
commit "person: omar (editor)"
