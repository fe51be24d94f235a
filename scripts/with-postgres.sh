#!/bin/bash
# Run a command with a PostgreSQL server of its own: with-postgres.sh COMMAND...
# The server lives in a temporary folder, listens on a socket there and nowhere else, and is gone afterwards.
# The command finds it in GONGKAI_TEST_POSTGRES. Without PostgreSQL the command runs all the same.
set -euo pipefail

initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n1)
initdb=${initdb:-$(command -v initdb || true)}
if [ -n "${GONGKAI_TEST_POSTGRES:-}" ] || [ -z "$initdb" ]; then
  exec "$@"
fi

bin=$(dirname "$initdb")
folder=$(mktemp -d -t gongkai-postgres.XXXXXX)
as_owner=()
if [ "$(id -u)" -eq 0 ]; then # the server refuses to run as root
  chown postgres "$folder"
  as_owner=(runuser -u postgres --)
fi
stop() {
  (cd "$folder" && "${as_owner[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop) || true
  rm -rf "$folder"
}
trap stop EXIT

(
  cd "$folder"
  "${as_owner[@]}" "$bin/initdb" -D data -U gongkai -A trust -E UTF8 --locale=C.UTF-8 --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
  "${as_owner[@]}" "$bin/pg_ctl" -D data -w -s -l server.log \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c max_connections=50" start || { cat server.log >&2; exit 1; }
)
chmod 755 "$folder"
export GONGKAI_TEST_POSTGRES="postgresql://gongkai@/postgres?host=$folder"
"$@"
