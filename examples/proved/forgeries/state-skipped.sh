#!/bin/sh
# Sara publishes what no editor has approved, signed.
# expect: disclaimer-intact, history-intact by verify, verify --history, verify --base HONEST
# expect: state-skipped by verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as sara
forge act lanterns publish --by sara --key "$keys/sara"
commit "publish: lanterns/en (translated → published)"
