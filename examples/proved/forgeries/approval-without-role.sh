#!/bin/sh
# Sara, who may publish, approves as an editor.
# expect: role-missing by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
forge act lanterns edit --by sara --key "$keys/sara"
commit "edit: lanterns/en (translated → edited)"
