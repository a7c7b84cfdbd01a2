# Who sits at the keyboard. build.sh and the forgeries source this; $proved is the folder it is in.

unset SSH_AUTH_SOCK
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_COUNT=2 GIT_CONFIG_KEY_0=gpg.format GIT_CONFIG_VALUE_0=ssh

# OpenSSH signs with no key that others can read, and git does not keep a file's mode: copies, then, for us alone.
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
for key in "$proved"/keys/*[!d]; do
    (umask 077 && cat "$key" >"$keys/${key##*/}")
done

# as PERSON [KEY]: be this person, with their key or another one of the folder keys/. A minute goes by.
as() {
    export GIT_AUTHOR_NAME="$1" GIT_AUTHOR_EMAIL="$1@two-lamps.example"
    export GIT_COMMITTER_NAME="$GIT_AUTHOR_NAME" GIT_COMMITTER_EMAIL="$GIT_AUTHOR_EMAIL"
    export GIT_CONFIG_KEY_1=user.signingkey GIT_CONFIG_VALUE_1="$keys/${2:-$1}"
    clock=$((clock + 60))
    export SOURCE_DATE_EPOCH="$clock" GIT_AUTHOR_DATE="@$clock +0000" GIT_COMMITTER_DATE="@$clock +0000"
}

# by PERSON COMMAND…: an honest act, done by dragoman.
by() {
    as "$1"
    shift
    dragoman -C "$room" "$@"
}
