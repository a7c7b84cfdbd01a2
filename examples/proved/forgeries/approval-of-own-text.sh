#!/bin/sh
# Lina approves her own translation in her own name, as the editor she is not.
# expect: history-intact by verify, verify --history, verify --base HONEST
# expect: role-missing by verify, verify --history, verify --base HONEST, gate
# expect: self-approval by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge act lanterns edit --by lina --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
