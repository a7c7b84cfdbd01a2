#!/bin/sh
# Mallory has Olga's machine for an hour: one push makes her an editor and brings her approval.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

by olga person add mallory --name "Mallory Five" --email mallory@two-lamps.example --role editor --key "$proved/keys/mallory.pub"
by mallory edit lanterns
