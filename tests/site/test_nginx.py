"""The shipped configuration in a real nginx: what is public comes from the disk as the built-in server sends it."""

import http.client
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.conftest import KEY, PATIENCE, running_demonstration
from tests.conftest import missing
from tests.site.test_serve import free_port

MODULES = Path("/usr/lib/nginx/modules")
BROTLI = MODULES / "ngx_http_brotli_static_module.so"
MAIN = "from gongkai.cli.main import main; main()"
SAME = (
    "Content-Type", "Content-Encoding", "Cache-Control", "Content-Security-Policy", "Permissions-Policy",
    "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Vary",
)  # fmt: skip


class Place:
    """The demonstration with nginx before it."""

    def __init__(self, folder, site_port, nginx_port):
        self.folder, self.site_port, self.port = folder, site_port, nginx_port
        self.baked = folder / "var" / "baked"

    def ask(self, path, *, method="GET", port=None, body=b"", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            if body:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def both(self, path, **asked):
        return self.ask(path, **asked), self.ask(path, port=self.site_port, **asked)

    def do(self, code):
        """Run some lines in a process of the site, as another worker of it would."""
        lines = f"import django; django.setup()\n{code}"
        run = subprocess.run(
            [sys.executable, "-c", lines], env=environ(self.folder), capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()


def environ(folder):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    given = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(folder / "var"), "GONGKAI_DEMO": "true"}
    return {**clean, **given, "DJANGO_SETTINGS_MODULE": "gongkai.site.settings", "GONGKAI_LOG_LEVEL": "ERROR"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None or not BROTLI.exists():
        missing("nginx with its brotli module (scripts/system-packages.sh installs them)")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    with running_demonstration(folder / "var") as address:
        site_port, port = int(address.rpartition(":")[2]), free_port()
        told = ["--brotli", "--listen", f"127.0.0.1:{port}", "--upstream", f"127.0.0.1:{site_port}"]
        made = subprocess.run(
            [sys.executable, "-c", MAIN, "site", "nginx", *told, "-o", str(folder / "gongkai.conf")],
            env=environ(folder), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        whole = folder / "nginx.conf"
        whole.write_text(frame(folder), encoding="utf-8")
        with (folder / "stderr").open("w") as said:
            process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(whole)], stderr=said)
        try:
            wait_for(port, process, folder / "stderr")
            yield Place(folder, site_port, port)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def frame(folder):
    user = "user root;" if os.geteuid() == 0 else ""  # the folder of the test is its own user's
    temporary = "\n".join(
        f"  {kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""{user}
daemon off; pid {folder}/pid; error_log stderr error; worker_processes 1;
load_module {BROTLI};
events {{ worker_connections 64; }}
http {{
  access_log off;
{temporary}
  include {folder}/gongkai.conf;
}}
"""


def wait_for(port, process, said):
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/check/")
            assert connection.getresponse().status == 200
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    pytest.fail(f"nginx did not start: {said.read_text(encoding='utf-8')}")


def a_page(place):
    """A published page that is a file."""
    return next("/" + str(path.relative_to(place.baked))[:-10] for path in place.baked.glob("*/documents/*/index.html"))


@pytest.mark.parametrize("coding", ["", "gzip", "br", "gzip, deflate, br, zstd"])
def test_a_page_has_the_bytes_and_headers_of_the_built_in_server(place, coding):
    asked = {"Accept_Encoding": coding} if coding else {}
    for path in ("/", "/xiguan/", "/xiguan/catalogue/notices/", a_page(place), "/feed/all.atom", "/feed/xiguan.json"):
        (status, headers, content), (own_status, own_headers, own_content) = place.both(path, **asked)
        assert (status, own_status) == (200, 200), path
        assert content == own_content, path
        assert {name: headers[name] for name in SAME} == {name: own_headers[name] for name in SAME}, path


def test_a_page_comes_from_the_disk_and_not_from_the_site(place):
    path = place.baked / "only-on-disk" / "index.html"
    path.parent.mkdir()
    path.write_text("<!doctype html>磁盘上", encoding="utf-8")
    status, headers, content = place.ask("/only-on-disk/")
    path.unlink()
    path.parent.rmdir()
    assert (status, content.decode()) == (200, "<!doctype html>磁盘上")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_browser_that_has_the_page_gets_no_bytes(place):
    _, headers, _ = place.ask("/xiguan/")
    status, _, content = place.ask("/xiguan/", If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/xiguan/catalogue/notices/?year=2026", "/search/", "/xiguan/apply/", "/desk/login/", "/static/site/base.css"],
)
def test_what_is_no_file_is_answered_by_the_site(place, path):
    (status, headers, _), (own_status, own_headers, _) = place.both(path)
    assert status == own_status == 200
    assert headers["Content-Security-Policy"] == own_headers["Content-Security-Policy"]
    assert headers["Content-Type"] == own_headers["Content-Type"]


def test_what_is_sent_goes_to_the_site_although_there_is_a_file(place):
    status, _, content = place.ask(
        "/xiguan/", method="POST", body=b"a=1", Content_Type="application/x-www-form-urlencoded"
    )
    assert status in {403, 405}, content


def test_an_address_without_its_last_slash_leads_on(place):
    status, headers, _ = place.ask("/xiguan")
    assert (status, headers["Location"]) == (301, "/xiguan/")


@pytest.mark.parametrize(
    "name", [".partial-lock", ".partial-0123456789abcdef", ".hidden", "index.html.br", "index.html.gz"]
)
def test_what_is_hidden_half_written_or_a_twin_is_never_served_by_its_name(place, name):
    for folder in ("", "xiguan/"):
        path = place.baked / folder / name
        made = not path.exists()
        if made:
            path.write_text("half a page", encoding="utf-8")
        (status, _, content), (own_status, _, _) = place.both(f"/{folder}{name}")
        if made:
            path.unlink()
        assert (status, own_status) == (404, 404), folder
        assert b"half a page" not in content


@pytest.mark.parametrize(
    "path",
    [
        "/../gongkai.sqlite3",
        "/%2e%2e/gongkai.sqlite3",
        "/xiguan/%2e%2e/%2e%2e/gongkai.sqlite3",
        "/xiguan//..%2f..%2fgongkai.sqlite3",
    ],
)
def test_nothing_outside_the_folder_is_served(place, path):
    status, _, content = place.ask(path)
    assert status in {400, 404}
    assert not content.startswith(b"SQLite")


def test_what_is_withdrawn_is_gone_at_once_with_its_reason(place):
    path = a_page(place)
    assert place.ask(path)[0] == 200
    place.do(
        "from django.utils import timezone\n"
        "from gongkai.apps.bodies.permissions import SERVER\n"
        "from gongkai.apps.publishing import services\n"
        "from gongkai.apps.publishing.models import Disclosure\n"
        f"one = Disclosure.objects.get(public_id={path.split('/')[3]!r})\n"
        "services.withdraw(by=SERVER, disclosure=one, reason='演示：重复发布', now=timezone.now())\n"
    )
    status, _, content = place.ask(path)
    assert status == 410
    assert "演示：重复发布" in content.decode()
    for coding in ("gzip", "br"):
        assert place.ask(path, Accept_Encoding=coding)[0] == 410


def test_with_the_site_down_pages_are_there_and_the_rest_says_so(place, tmp_path):
    text = (
        (place.folder / "gongkai.conf")
        .read_text(encoding="utf-8")
        .replace(f"127.0.0.1:{place.site_port};", "127.0.0.1:1;")
    )
    port = free_port()
    (tmp_path / "gongkai.conf").write_text(text.replace(f":{place.port};", f":{port};"), encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(frame(tmp_path), encoding="utf-8")
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    process = subprocess.Popen(
        [nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                status, _, _ = place.ask("/xiguan/", port=port)
                break
            except ConnectionRefusedError:
                assert time.monotonic() < end
                time.sleep(0.05)
        assert status == 200
        status, headers, content = place.ask("/search/", port=port)
        assert (status, headers["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert "网站正在维护" in content.decode()
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_with_https_the_browser_is_told_to_ask_by_nothing_else(run_gongkai, tmp_path):
    env = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(tmp_path), "GONGKAI_HTTPS": "true"}
    refused = run_gongkai("site", "nginx", env=env)
    assert refused.returncode == 1
    assert "--certificate" in refused.stderr

    told = run_gongkai("site", "nginx", "--certificate", "/a.pem", "--key", "/a.key", env=env)
    assert told.returncode == 0, told.stderr
    assert "Strict-Transport-Security" in told.stdout
    assert "return 301 https://" in told.stdout
    assert "@" not in told.stdout.replace("@site", "").replace("@down", "")
