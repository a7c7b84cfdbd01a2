#!/bin/sh
# Signatures are off, as Olga wants it, and Lina approves her own translation as Omar: with dragoman itself.
# expect: signature-missing by verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

swap "signatures: required" "signatures: off" newsroom.yaml
by olga save newsroom.yaml
# Nothing but git's own settings says who sits here.
by omar edit lanterns
