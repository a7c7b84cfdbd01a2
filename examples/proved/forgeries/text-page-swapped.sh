#!/bin/sh
# Lina changes the page as it was retrieved.
# expect: source-rewritten by verify --history, verify --base HONEST, gate
# expect: source-unchanged by verify, verify --history, verify --base HONEST
# at: clinic/en, clinic/source.html
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "ستين زائرا" "ستمئة زائر" "$clinic/source.html"
commit "A cleaner page"
