#!/bin/sh
# Mallory hands over a clone whose files are not what was committed, and git is told not to look.
# limit: Only what is committed was looked at by verify, verify --history, verify --base HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

swap "sixty people" "six people" "$clinic/en.md"
git update-index --assume-unchanged "$clinic/en.md"
