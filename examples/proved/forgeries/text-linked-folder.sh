#!/bin/sh
# Lina puts a link in the place of the folder of articles, and other articles where it leads.
# expect: not-a-file by verify, verify --history, verify --base HONEST, gate
# expect: record-removed, signature-removed, source-rewritten by verify --history, verify --base HONEST, gate
# at: clinic/en, clinic/signatures, clinic/source.ar, clinic/source.html, lanterns/en, lanterns/signatures, lanterns/source.ar, lanterns/source.txt, orchard/en, orchard/signatures, orchard/source.ar, orchard/source.txt
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git mv articles drawer
swap "sixty people" "six people" drawer/2026/11/clinic/en.md
ln -s drawer articles
commit "Tidy up"
