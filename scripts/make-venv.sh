#!/bin/sh
# Make a virtual environment: make-venv.sh PYTHON FOLDER. Debian keeps ensurepip in a package of its own.
set -eu
python=$1
folder=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "gongkai needs Python 3.11 or newer; $python is $("$python" --version 2>&1)." >&2
  exit 1
}
echo "Making $folder"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
"$python" -m venv "$folder" >"$log" 2>&1 && exit 0
rm -rf "$folder"
scripts/apt-install.sh python3-venv
"$python" -m venv "$folder" >"$log" 2>&1 || {
  rm -rf "$folder"
  cat "$log" >&2
  exit 1
}
