#!/bin/sh
# Lina changes the page as it was retrieved.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
swap "ستين زائرا" "ستمئة زائر" "$clinic/source.html"
commit "A cleaner page"
