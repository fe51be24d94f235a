"""The public site at 200,000 disclosures: a baked page by each server, a rendered page, a publication to its files.

`wrk` asks over loopback, from the machine that serves: where it is missing, what needs it is left out, and said.
"""

import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks import public_rows
from benchmarks.applications import _site
from benchmarks.measure import Result

MAIN: Final = "from gongkai.cli.main import main; main()"
WORKERS: Final = 2
CONNECTIONS: Final = 32


def results(disclosures: int = 200_000, rounds: int = 5, seconds: int = 4) -> Iterator[Result]:
    """Yield the measures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        _site(folder)
        first = public_rows.fill(disclosures)
        _refresh()
        yield from _rendering(first, disclosures, rounds)
        yield from _publishing(first, disclosures, rounds)
        yield from _built_in(folder, first, rounds, seconds)
        yield from _nginx(folder, first, rounds, seconds)


def _refresh() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _rendering(first: Any, disclosures: int, rounds: int) -> Iterator[Result]:
    """Render each page type as it is baked: processor time and questions to the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from gongkai.portal.bake.rendering import render

    slug = first.public_body.slug
    places = {
        "home": "/",
        "body": f"/{slug}/",
        "section": f"/{slug}/catalogue/",
        "list": f"/{slug}/catalogue/notices/",
        "narrowed list": f"/{slug}/catalogue/notices/?validity=in_force&year=2020",
        "disclosure": first.address,
    }
    for name, address in places.items():
        spent = []
        for _ in range(rounds * 4 + 1):
            began = time.process_time()
            render(address)
            spent.append((time.process_time() - began) * 1000)
        with CaptureQueriesContext(connection) as asked:
            render(address)
        label = f"serving: rendered {name}, {disclosures:,} disclosures"
        yield Result(f"{label}, processor", statistics.median(spent[1:]), "ms", goal="<= 12 ms")
        yield Result(f"{label}, questions to the database", len(asked), "questions", goal="<= 15")


def _publishing(first: Any, disclosures: int, rounds: int) -> Iterator[Result]:
    """Publish: from the act to the last file that it touches."""
    from gongkai.portal.bake.models import BakeOrder
    from gongkai.portal.bake.services import files

    spent = []
    for n in range(1, rounds + 1):
        now = public_rows.SINCE + timedelta(days=3700 + n)
        page = public_rows.ready(first.public_body, "notices", now)
        began = time.perf_counter()
        page = public_rows.release(page, now)
        spent.append(time.perf_counter() - began)
        if BakeOrder.objects.exists() or not files().path(page.address).exists():
            raise RuntimeError("not all files were written")
    name = f"serving: publication to all its files, {disclosures:,} disclosures"
    yield Result(name, statistics.median(spent), "s", goal="<= 1 s")


def _built_in(folder: Path, first: Any, rounds: int, seconds: int) -> Iterator[Result]:
    port = _free_port()
    command = [sys.executable, "-c", MAIN, "site", "serve", "--port", str(port), "--workers", str(WORKERS), "--no-work"]
    with _running(command, port) as process:
        rate = _rate(f"http://127.0.0.1:{port}{first.address}", rounds, seconds)
        if rate is not None:
            name = f"serving: baked page through the built-in server, {WORKERS} workers, requests a second"
            yield Result(name, rate, "/s", goal=">= 5000")
        for address in ("/", "/bench/catalogue/", "/bench/catalogue/notices/?year=2020", "/bench/guide/?before=x"):
            _rate(f"http://127.0.0.1:{port}{address}", 1, 2)
        yield Result("serving: memory of a worker after that", max(_memory(process.pid)), "MB", goal="<= 150 MB")


def _nginx(folder: Path, first: Any, rounds: int, seconds: int) -> Iterator[Result]:
    """The shipped configuration beside a bare file of the same bytes in the same nginx, in turn."""
    from gongkai.portal.bake.services import files
    from gongkai.site.nginx import Front, configuration, sent

    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        print("nginx is missing: what goes through it was not measured", file=sys.stderr)
        return
    ours, bare = _free_port(), _free_port()
    (folder / "bare").mkdir()
    shutil.copy(files().path(first.address), folder / "bare" / "page.html")
    (folder / "gongkai.conf").write_text(configuration(Front("127.0.0.1:1", f"127.0.0.1:{ours}")), encoding="utf-8")
    (folder / "nginx.conf").write_text(_frame(folder, bare, sent(Front())), encoding="utf-8")
    with _running([nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], ours):
        rates: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(rounds):
            for name, address in (
                ("ours", f"http://127.0.0.1:{ours}{first.address}"),
                ("bare", f"http://127.0.0.1:{bare}/page.html"),
            ):
                rate = _rate(address, 1, seconds)
                if rate is None:
                    return
                rates[name].append(rate)
    value, floor = statistics.median(rates["ours"]), statistics.median(rates["bare"])
    name = "serving: baked page through nginx beside a bare file of the same bytes and headers, requests a second"
    yield Result(name, value, "/s", floor, value / floor, ">= 0.9 of the bare file")


def _frame(folder: Path, bare: int, sent: str) -> str:
    import os

    user = "user root;" if os.geteuid() == 0 else ""
    return f"""{user}
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes {WORKERS};
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  include {folder}/gongkai.conf;
  server {{ listen 127.0.0.1:{bare}; root {folder}/bare; charset utf-8; location / {{ {bytes_alike(sent)} }} }}
}}
"""


def bytes_alike(sent: str) -> str:
    """Return the headers alone: the bare file is sent with as many bytes, and nothing is looked up for it."""
    return "\n".join(line for line in sent.splitlines() if "add_header" in line)


def _rate(address: str, rounds: int, seconds: int) -> float | None:
    """Return the median of requests a second; nothing without wrk."""
    wrk = shutil.which("wrk")
    if wrk is None:
        print("wrk is missing: requests a second were not measured", file=sys.stderr)
        return None
    found = []
    for _ in range(rounds):
        done = subprocess.run(
            [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", address], capture_output=True, text=True, check=True
        )
        if "Non-2xx" in done.stdout:
            raise RuntimeError(f"{address}: {done.stdout}")
        match = re.search(r"Requests/sec:\s*([\d.]+)", done.stdout)
        if match is None:
            raise RuntimeError(done.stdout)
        found.append(float(match[1]))
    return statistics.median(found)


def _memory(parent: int) -> list[float]:
    """Return the megabytes of each child of a process; what several share counts by its share (PSS)."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, smaps = ((folder / name).read_text(encoding="ascii") for name in ("status", "smaps_rollup"))
        except OSError:  # gone meanwhile
            continue
        lines = dict(line.split(":", 1) for line in (status + smaps).splitlines() if ":" in line)
        if int(lines["PPid"]) == parent:
            found.append(int(lines["Pss"].split()[0]) / 1024)
    return found


@contextmanager
def _running(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _until(lambda: _answers(port))
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError("the server did not start")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
