#!/bin/sh
# Two acts, unsigned where signatures may be missing, come as one commit that says nothing of who did which.
# expect: not-by-author, several-acts by verify --history, verify --base HONEST, gate
# expect: signature-missing by verify --base HONEST, gate
# warns: unsigned by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Olga lets acts come without a signature from now on, which is her right.
swap "signatures: required" "signatures: when-available" newsroom.yaml
by olga save newsroom.yaml

as omar
git checkout -q -b work
forge act lanterns edit --by omar
commit "edit: lanterns/en (translated → edited)"
as sara
forge act lanterns return --by sara --role publisher --to translated --reason "Wait for the second lesson"
commit "return: lanterns/en (edited → translated)"
as mallory
git checkout -q main
git merge -q --squash work >"$keys/said"
commit "Work on lanterns"
