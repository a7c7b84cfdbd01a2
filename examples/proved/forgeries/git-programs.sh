#!/bin/sh
# Mallory hands over a clone whose settings name programs: they say that every signature is good.
# expect: not-by-author by verify --history, verify --base HONEST, gate
# expect: signature-bad by verify, verify --history, verify --base HONEST, gate
# at: lanterns/en
# in: HEAD
set -eu
proved=$(cd "$(dirname "$0")/.." && pwd)
. "$proved/people.sh"

as lina
forge act lanterns edit --by omar --key "$keys/lina"
commit "edit: lanterns/en (translated → edited)"
cat >.git/yes <<YES
#!/bin/sh
touch "$PWD/.git/it-ran"
echo 'Good "dragoman-approval" signature for omar@two-lamps.example with ED25519 key SHA256:yes'
YES
chmod +x .git/yes
for name in gpg.program gpg.ssh.program gpg.x509.program gpg.ssh.defaultKeyCommand core.fsmonitor core.pager pager.log \
    core.editor core.askPass core.sshCommand core.gitProxy diff.external diff.all.command diff.all.textconv \
    filter.all.clean filter.all.smudge filter.all.process credential.helper sequence.editor uploadpack.packObjectsHook \
    alias.log alias.cat-file trace2.eventTarget; do
    git config "$name" "$PWD/.git/yes"
done
echo "omar@two-lamps.example $(cat "$proved/keys/lina.pub")" >.git/allowed
git config gpg.ssh.allowedSignersFile "$PWD/.git/allowed"
git config core.hooksPath "$PWD/.git/hooks"
for hook in post-checkout pre-commit reference-transaction fsmonitor-watchman post-index-change; do
    ln -s "$PWD/.git/yes" ".git/hooks/$hook"
done
echo "* diff=all filter=all" >.git/info/attributes
