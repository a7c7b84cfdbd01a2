#!/bin/sh
# Mallory founds the newsroom anew, and hands over a clone in which her own first roster is pinned.
# expect: history-rewritten, record-removed by verify --base HONEST, gate
# expect: roster-rewritten by verify --base HONEST
# expect: root-mismatch by verify, verify --history, verify --base HONEST, gate
# at: clinic/en, lanterns/en, newsroom.yaml, orchard/en
# in: HEAD, HEAD~1, HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Everything in it is sealed, signed and of one piece; and what a reader says they trust is in `.git` too.
for person in olga lina; do
    rm "$keys/$person" "$keys/$person.pub"
    ssh-keygen -q -t ed25519 -N "" -f "$keys/$person"
done
room=$keys/forged
by olga init --name "Two Lamps Desk" --from ar --to en --signatures required --key "$keys/olga.pub"
by olga person add lina --name "Lina Two" --email lina@two-lamps.example --role translator --key "$keys/lina.pub"
git fetch -q "$room" main
git reset -q --hard FETCH_HEAD
dragoman trust --pin first --witness HEAD
