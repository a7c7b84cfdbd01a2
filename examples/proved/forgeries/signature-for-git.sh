#!/bin/sh
# Lina has Omar sign a commit of his, and passes that signature off as his approval.
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Omar's key signs the very bytes of the record, but for git: no approval of his.
as lina
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
forge act lanterns edit --by omar --key "$keys/omar" --namespace git
commit "edit: lanterns/en (translated → edited)"
