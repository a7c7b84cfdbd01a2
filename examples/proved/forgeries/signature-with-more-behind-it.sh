#!/bin/sh
# Lina adds words behind Omar's signature, which lazy readers take for signed.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
echo "Approved in every other language too." >>"$(ls "$clinic"/signatures/*-edit-*)"
commit "A remark"
