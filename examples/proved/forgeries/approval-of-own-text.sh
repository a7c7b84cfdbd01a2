#!/bin/sh
# Lina approves her own translation in her own name, as the editor she is not.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge act lanterns edit --by lina --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
