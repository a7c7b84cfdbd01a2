#!/bin/sh
# Lina takes a publication back without a trace: record, signature and date are gone, the state is the one before.
# expect: record-removed, signature-removed by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge cut clinic 5
commit "save: clinic/en"
