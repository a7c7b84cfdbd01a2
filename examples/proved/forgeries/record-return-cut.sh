#!/bin/sh
# Lina takes the return of her first translation out of the history, and all the signatures keep their places.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge cut orchard 2 3
commit "save: orchard/en"
