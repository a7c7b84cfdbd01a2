#!/bin/sh
# Whoever stole Sara's key publishes with it after it was revoked, and dates the publication before that.
# expect: key-revoked by verify --history, verify --base HONEST, gate
# warns: approval-flagged by verify, verify --history, verify --base HONEST
# at: orchard/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

before=$clock
by olga person revoke-key sara "$proved/keys/sara.pub"

as mallory sara
export GIT_AUTHOR_NAME="Sara Four" GIT_AUTHOR_EMAIL=sara@two-lamps.example
export GIT_AUTHOR_DATE="@$before +0000" GIT_COMMITTER_DATE="@$before +0000" SOURCE_DATE_EPOCH="$before"
forge act orchard publish --by sara --key "$keys/sara" --roster rosters/0004.yaml
commit "publish: orchard/en (disclaimer-attached → published)"
