#!/bin/sh
# Lina has two files of one name in a folder, which only git can: some readers see the one, some the other.
# expect: not-a-file, seals-hold by verify, verify --history, verify --base HONEST
# expect: not-by-author, several-acts, signature-missing by verify --history, verify --base HONEST, gate
# at: clinic/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
blob=$(swap "sixty people" "six people" "$clinic/en.md" && git hash-object -w "$clinic/en.md")
tree=$({
    printf '100644 blob %s\ten.md\n' "$blob"
    git ls-tree "HEAD:$clinic"
} | git mktree)
for folder in articles/2026/11/clinic articles/2026/11 articles/2026 articles; do
    above=$(dirname "$folder" | sed 's|^\.$||')
    tree=$(git ls-tree "HEAD:$above" | sed "s|^040000 tree [0-9a-f]*\t${folder##*/}\$|040000 tree $tree\t${folder##*/}|" | git mktree)
done
git reset -q --hard "$(git commit-tree -p HEAD -m "save: clinic/en" "$tree")"
