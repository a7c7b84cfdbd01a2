#!/bin/sh
# Lina takes the return of her first translation out of the history, and seals all that follows anew.
# expect: record-rewritten, signature-removed by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST
# at: orchard/en, orchard/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge cut orchard 2 3
commit "save: orchard/en"
