#!/bin/sh
# Omar, who is no editor any more, names the roster by which he still was one.
# expect: role-missing by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by olga person remove omar --role editor

as omar
forge act lanterns edit --by omar --key "$keys/omar" --roster rosters/0004.yaml
commit "edit: lanterns/en (translated → edited)"
