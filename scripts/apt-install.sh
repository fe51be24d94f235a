#!/bin/sh
# Install Debian packages quietly, as root or through sudo; say in one line what is missing where neither works.
set -eu
if ! command -v apt-get >/dev/null; then
  echo "Missing: $*. There is no apt-get on this machine: install them by its own means." >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Missing: $*. Installing them needs root or sudo." >&2; exit 1; }
  as_root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing from Debian: $*"
{
  $as_root apt-get update -q &&
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
} >"$log" 2>&1 || {
  echo "Missing: $*. apt-get said: $(grep -m1 '^E:' "$log" || tail -n1 "$log")" >&2
  exit 1
}
