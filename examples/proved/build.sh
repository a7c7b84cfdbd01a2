#!/bin/sh
# Build the honest newsroom's repository in a new folder: always the same one, to the last commit id.
#   sh examples/proved/build.sh DIR
set -eu
proved=$(cd "$(dirname "$0")" && pwd)
room=$1
clock=1795348800 # 2026-11-22T12:00:00Z
. "$proved/people.sh"

say="--lang ar --to en --outlet" gazette="Blue Kettle Gazette"
story() { printf '%s/articles/2026/11/%s' "$room" "$1"; }
address() { printf '%s@two-lamps.example' "$1"; }

# Versions 1 and 2 of the roster: Olga founds the newsroom, Lina comes to translate.
by olga init --name "Two Lamps Desk" --from ar --to en --signatures required --key "$proved/keys/olga.pub"
by olga person add lina --name "Lina Two" --email "$(address lina)" --role translator --key "$proved/keys/lina.pub"

# An article with a picture. Its editor and its publisher come while it is on its way: versions 3 and 4.
by lina source "$proved/texts/clinic.html" $say "$gazette" --slug clinic
cp "$proved/texts/map.svg" "$(story clinic)/"
by lina translate clinic --file "$proved/texts/clinic.en.md"
by olga person add omar --name "Omar Three" --email "$(address omar)" --role editor --key "$proved/keys/omar.pub"
by omar edit clinic
by olga person add sara --name "Sara Four" --email "$(address sara)" --role publisher --key "$proved/keys/sara.pub"
by omar disclaim clinic
by sara publish clinic

# An article that was sent back once, and waits for its publication.
by lina source "$proved/texts/orchard.md" $say "$gazette" --no-url --slug orchard
cp "$proved/texts/sapling.svg" "$(story orchard)/"
by lina translate orchard --file "$proved/texts/orchard.first.md"
by omar return orchard --to sourced --reason "The source says forty saplings, not four hundred"
by lina translate orchard --file "$proved/texts/orchard.second.md" -m "Forty it is"
by omar edit orchard
by omar disclaim orchard

# An article that waits for its editor, with a save on the way.
by lina source "$proved/texts/lanterns.md" $say "$gazette" --no-url --slug lanterns
printf 'Ten boys and girls have begun to learn how lanterns are made.\n' >>"$(story lanterns)/en.md"
by lina save lanterns -m "A first sentence"
by lina translate lanterns --file "$proved/texts/lanterns.en.md"
