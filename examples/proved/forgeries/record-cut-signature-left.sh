#!/bin/sh
# Lina takes a publication back and forgets its signature.
# expect: record-removed by verify --history, verify --base HONEST, gate
# expect: signature-stray by verify, verify --history, verify --base HONEST
# at: clinic/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
cp "$clinic"/signatures/*-publish-* "$keys/left"
name=$(ls "$clinic"/signatures/*-publish-*)
forge cut clinic 5
cp "$keys/left" "$name"
commit "save: clinic/en"
