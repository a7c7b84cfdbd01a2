#!/usr/bin/env bash
# A WordPress of one's own on this machine, for as long as tests take. Nothing of it is outside DIR.
#
#   wordpress.sh packages     the Debian packages it needs, on one line
#   wordpress.sh missing      what of it is not here, on one line; nothing: all is
#   wordpress.sh up DIR       set it up if need be, start it, and print `name=value` lines for those who use it
#   wordpress.sh down DIR     stop it; the files stay
#   wordpress.sh kill DIR     end it at once, before DIR is thrown away
#
# The site answers on 127.0.0.1 only; the database has a socket in DIR and no port.
set -euo pipefail
shopt -s inherit_errexit

# php-cgi before php: the package wordpress wants a PHP for a web server, and would bring Apache along.
packages=(php-cgi php php-cli php-mysql php-gd php-mbstring php-xml php-curl mini-httpd wordpress
  wordpress-theme-twentytwentythree mariadb-server-core mariadb-client-core curl)
source_tree=${WORDPRESS_TREE:-/usr/share/wordpress}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)

fail() { printf 'wordpress.sh: %s\n' "$*" >&2; exit 1; }

missing() {
  local found=() extensions
  for program in php mariadbd mariadb mariadb-install-db curl setsid; do
    PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null || found+=("$program")
  done
  [[ -f $source_tree/wp-load.php ]] || found+=(wordpress)
  if command -v php >/dev/null; then
    extensions=$(php -m)
    for extension in mysqli gd mbstring xml; do
      grep -qix "$extension" <<<"$extensions" || found+=("php-$extension")
    done
  fi
  printf '%s\n' "${found[*]-}"
}

ask_database() { mariadb --no-defaults --socket="$dir/run/db" --user=root "$@"; }

until_it_works() {  # until_it_works WHAT COMMAND...: for up to a minute
  local what=$1
  shift
  for _ in $(seq 600); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  fail "$what does not start: $(tail -n 20 "$dir/log/db" "$dir/log/web" 2>&1)"
}

# Each of the two servers leads a process group of its own, so that its children end with it. One that has ended may
# wait to be noticed by whoever has it for a child now.
leads() {
  local stat
  [[ -s $dir/run/$1.pid ]] && stat=$(cat "/proc/$(<"$dir/run/$1.pid")/stat" 2>/dev/null) && [[ ${stat##*) } != [ZX]* ]]
}

start_database() {
  if leads db; then return; fi
  local as=()
  if ((EUID == 0)); then as=(--user=root); fi
  if [[ ! -d $dir/db/mysql ]]; then
    mariadb-install-db --no-defaults "${as[@]}" --datadir="$dir/db" --skip-test-db --force \
      --auth-root-authentication-method=normal >"$dir/log/db-install" 2>&1 ||
      fail "no database could be made: $(tail -n 20 "$dir/log/db-install")"
  fi
  PATH="$PATH:/usr/sbin" setsid mariadbd --no-defaults "${as[@]}" --datadir="$dir/db" --socket="$dir/run/db" \
    --pid-file="$dir/run/mariadbd" --skip-networking --skip-log-bin --performance-schema=off \
    --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=24M </dev/null >"$dir/log/db" 2>&1 &
  echo $! >"$dir/run/db.pid"
  until_it_works "the database" ask_database -e "SELECT 1"
  ask_database -e "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4"
}

put_files() {
  # Where its own files lie WordPress looks for its settings, which are to be ours; the rest it finds by links.
  cp "$source_tree"/*.php "$dir/site/"
  ln -sfn "$source_tree/wp-includes" "$dir/site/wp-includes"
  ln -sfn "$source_tree/wp-admin" "$dir/site/wp-admin"
  mkdir -p "$dir/site/wp-content/"{mu-plugins,plugins,uploads}
  ln -sfn "$source_tree/wp-content/themes" "$dir/site/wp-content/themes"
  cp "$project/templates/wordpress/dragoman.php" "$dir/site/wp-content/mu-plugins/"
  sed -e "s|@SOCKET@|$dir/run/db|" -e "s|@URL@|$url|" "$here/wp-config.php" >"$dir/site/wp-config.php"
}

start_web() {
  if leads web; then return; fi
  PHP_CLI_SERVER_WORKERS=3 setsid php -d opcache.enable_cli=1 -d opcache.revalidate_freq=0 -d upload_max_filesize=8M -d post_max_size=8M \
    -d sendmail_path=/bin/true -S "127.0.0.1:$port" -t "$dir/site" "$here/router.php" \
    </dev/null >"$dir/log/web" 2>&1 &
  echo $! >"$dir/run/web.pid"
  until_it_works WordPress curl -fsS -m 5 -o "$dir/log/first" "$url/?rest_route=/"
}

up() {
  ((${#dir} < 90)) || fail "a socket's name may not be that long: $dir"
  mkdir -p "$dir/"{run,log,site,db}
  if [[ ! -s $dir/run/port ]]; then
    # shellcheck disable=SC2016  # the dollars are PHP's
    php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo explode(":", stream_socket_get_name($s, false))[1];' \
      >"$dir/run/port"
  fi
  port=$(<"$dir/run/port")
  url=http://127.0.0.1:$port
  trap 'if (($?)); then down; fi' EXIT
  start_database
  put_files
  if [[ ! -s $dir/people ]]; then
    php -d sendmail_path=/bin/true "$here/people.php" "$dir/site" >"$dir/people.new" 2>"$dir/log/people" ||
      fail "WordPress could not be set up: $(tail -n 20 "$dir/log/people")"
    mv "$dir/people.new" "$dir/people"
  fi
  start_web
  trap - EXIT
  printf 'url=%s/\nsite=%s\n' "$url" "$dir/site"
  cat "$dir/people"
}

down() {
  for name in web db; do
    if leads "$name"; then
      kill -TERM -- "-$(<"$dir/run/$name.pid")" 2>/dev/null || true
      for _ in $(seq 100); do leads "$name" || break; sleep 0.1; done
      if leads "$name"; then kill -KILL -- "-$(<"$dir/run/$name.pid")" || true; fi
    fi
    rm -f "$dir/run/$name.pid"
  done
}

kill_both() {
  for name in web db; do
    if leads "$name"; then kill -KILL -- "-$(<"$dir/run/$name.pid")"; fi
  done
}

case ${1-} in
  packages) printf '%s\n' "${packages[*]}" ;;
  missing) missing ;;
  up | down | kill)
    [[ -n ${2-} ]] || fail "$1 needs a folder"
    mkdir -p "$2"
    dir=$(cd "$2" && pwd -P)
    case $1 in up) up ;; down) down ;; kill) kill_both ;; esac
    ;;
  *) sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
