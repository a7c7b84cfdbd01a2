# Who sits at the keyboard, and what they do there. build.sh and the forgeries source this; $proved is the folder it
# is in, $room the newsroom, $clock the seconds since 1970 that it begins at.
: "${room:=.}" "${clock:=1795435200}" # 2026-11-23T12:00:00Z, the day after the honest work

unset SSH_AUTH_SOCK
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=gpg.format GIT_CONFIG_VALUE_0=ssh

# OpenSSH signs with no key that others can read, and git does not keep a file's mode: copies, then, for us alone.
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
(umask 077 && cp "$proved"/keys/* "$keys")

# as PERSON [KEY]: be this person, with their own key or another of the folder keys/. A minute has gone by.
as() {
    case $1 in
    olga) name="Olga One" ;; lina) name="Lina Two" ;; omar) name="Omar Three" ;; sara) name="Sara Four" ;;
    *) name="Mallory Five" ;;
    esac
    export GIT_AUTHOR_NAME="$name" GIT_AUTHOR_EMAIL="$1@two-lamps.example"
    export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"
    export GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_1=user.signingkey GIT_CONFIG_VALUE_1="$keys/${2:-$1}"
    clock=$((clock + 60))
    export SOURCE_DATE_EPOCH="$clock" GIT_AUTHOR_DATE="@$clock +0000" GIT_COMMITTER_DATE="@$clock +0000"
}

# by PERSON COMMAND…: an honest act, done by dragoman.
by() {
    as "$1"
    shift
    dragoman -C "$room" "$@"
}

# swap OLD NEW FILE…: other words in a file, by hand.
swap() {
    old=$1 new=$2
    shift 2
    for file in "$@"; do
        sed "s|$old|$new|" "$file" >"$keys/swapped"
        cat "$keys/swapped" >"$file"
    done
}

# forge …: a record that dragoman would not write; see forge.py.
forge() { python3 "$proved/forge.py" "$@"; }

# commit MESSAGE: all that lies here, as it is, with git alone.
commit() {
    git add -A
    git commit -q -m "$1"
}

# lie: Lina publishes by hand, with the tag forged on it, and takes it back: what is then to be hidden.
lie() {
    as lina
    swap "^state: translated" "state: published" "$lanterns/en.md"
    commit "save: lanterns/en"
    git tag forged
    swap "^state: published" "state: translated" "$lanterns/en.md"
    commit "save: lanterns/en"
}

clinic=articles/2026/11/clinic orchard=articles/2026/11/orchard lanterns=articles/2026/11/lanterns
