#!/bin/sh
# Lina takes the signature off Omar's approval.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git rm -q "$clinic"/signatures/*-edit-*
commit "Tidy up"
