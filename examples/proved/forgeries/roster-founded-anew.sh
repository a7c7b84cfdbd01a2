#!/bin/sh
# Mallory founds the whole newsroom anew, with the same names and keys of her own.
# expect: history-rewritten, not-by-author, record-removed, unknown-roster by verify --base HONEST, gate
# expect: record-rewritten by verify --base HONEST
# expect: roster-rewritten by verify --base HONEST
# expect: root-mismatch by verify, verify --history, verify --base HONEST, gate
# at: clinic/en, lanterns/en, newsroom.yaml, orchard/en
# in: HEAD, HEAD~1, HEAD~2, HONEST
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

# Everything in it is sealed, signed and of one piece. Only who knows the first seal from elsewhere can tell.
for person in olga lina; do
    rm "$keys/$person" "$keys/$person.pub"
    ssh-keygen -q -t ed25519 -N "" -f "$keys/$person"
done
room=$keys/forged
by olga init --name "Two Lamps Desk" --from ar --to en --signatures required --key "$keys/olga.pub"
by olga person add lina --name "Lina Two" --email lina@two-lamps.example --role translator --key "$keys/lina.pub"
by lina source "$proved/texts/lanterns.md" --lang ar --to en --outlet "Blue Kettle Gazette" --no-url --slug lanterns
git fetch -q "$room" main
git reset -q --hard FETCH_HEAD
