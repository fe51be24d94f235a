#!/bin/sh
# Bring the Debian packages that the tests need. Tests whose package is missing are skipped with their reason, except in
# continuous integration (CI=true), where a missing package is a failure.
set -eu
missing=

need() { # need PACKAGE TEST-COMMAND...
  package=$1
  shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}
one_of() { # one_of COMMAND...: is any of them there?
  for name in "$@"; do command -v "$name" && return 0; done
  return 1
}
initdb_is_there() { ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; }
nginx_is_there() { command -v nginx || test -x /usr/sbin/nginx; }
installed() { dpkg -s "$1" | grep -q '^Status: install ok installed'; }

need chromium one_of chromium chromium-browser
need postgresql initdb_is_there
need poppler-utils command -v pdftotext
need nginx-light nginx_is_there
need libnginx-mod-http-brotli-static test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so
need fonts-noto-cjk installed fonts-noto-cjk
need libreoffice-writer-nogui one_of soffice libreoffice
need libreoffice-calc-nogui test -e /usr/lib/libreoffice/program/libsclo.so

[ -z "$missing" ] && exit 0
# shellcheck disable=SC2086 -- one word a package
scripts/apt-install.sh $missing || [ "${CI:-}" != true ]
