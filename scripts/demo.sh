#!/bin/sh
# Start the site for a look: demo.sh PORT VAR. Its database and its key stay in VAR.
set -eu
port=$1
var=$2
mkdir -p "$var"
if [ ! -s "$var/secret-key" ]; then
  (umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))' >"$var/secret-key")
fi
if [ ! -s "$var/applicant-key" ]; then
  (umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(32))' >"$var/applicant-key")
fi
export GONGKAI_APPLICANT_KEYS_FILE="$var/applicant-key"
export GONGKAI_VAR_DIR="$var" GONGKAI_SECRET_KEY_FILE="$var/secret-key" GONGKAI_LOG_LEVEL="${GONGKAI_LOG_LEVEL:-WARNING}"
export GONGKAI_DEMO=true GONGKAI_ADDRESS="http://127.0.0.1:$port"
# The platforms of the channels are stand-ins on this machine; they end with the site (its number stays $$).
stand_ins=$((port + 10))
export GONGKAI_STAND_INS="http://127.0.0.1:$stand_ins"
.venv/bin/python -m standins "$stand_ins" $$ &
exec .venv/bin/gongkai site serve --prepare --port "$port"
