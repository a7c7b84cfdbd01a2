#!/bin/sh
# Mallory has Olga's machine for an hour: one push makes her an editor and brings her approval.
# expect: roster-same-push by verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by olga person add mallory --name "Mallory Five" --email mallory@two-lamps.example --role editor --key "$proved/keys/mallory.pub"
by mallory edit lanterns
