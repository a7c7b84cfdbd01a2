#!/bin/sh
# Sara, who may publish, approves as an editor.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
forge act lanterns edit --by sara --key "$keys/sara"
commit "edit: lanterns/en (translated → edited)"
