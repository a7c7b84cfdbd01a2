#!/bin/sh
# Lina puts a link in the place of the folder of articles, and other articles where it leads.
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
git mv articles drawer
swap "sixty people" "six people" drawer/2026/11/clinic/en.md
ln -s drawer articles
commit "Tidy up"
