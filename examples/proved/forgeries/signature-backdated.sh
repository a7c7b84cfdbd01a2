#!/bin/sh
# Whoever stole Omar's key approves with it after it was revoked, and dates the approval before that.
# expect: approvals-valid by verify, verify --history, verify --base HONEST
# expect: key-revoked by verify --history, verify --base HONEST, gate
# warns: approval-flagged by verify, verify --history, verify --base HONEST
# at: lanterns/en, orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

before=$clock
by olga person revoke-key omar "$proved/keys/omar.pub"

as mallory omar
export GIT_AUTHOR_NAME="Omar Three" GIT_AUTHOR_EMAIL=omar@two-lamps.example
export GIT_AUTHOR_DATE="@$before +0000" GIT_COMMITTER_DATE="@$before +0000" SOURCE_DATE_EPOCH="$before"
forge act lanterns edit --by omar --key "$keys/omar" --roster rosters/0004.yaml
commit "edit: lanterns/en (translated → edited)"
