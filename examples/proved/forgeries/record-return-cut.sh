#!/bin/sh
# Lina takes the return of her first translation out of the history, and seals all that follows anew.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge cut orchard 2 3
commit "save: orchard/en"
