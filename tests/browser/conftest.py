"""A real Chromium in front of the site as it is really served."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

KEY = "k3y-" * 20 + "0123456789"
PATIENCE = 60  # seconds until a start counts as failed, on a busy machine too
LIMIT_MB = 2


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, started by its own command."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    folder = tmp_path_factory.mktemp("var")
    process = subprocess.Popen(
        [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "serve", "--port", str(port)],
        env={
            **environ,
            "GONGKAI_SECRET_KEY": KEY,
            "GONGKAI_VAR_DIR": str(folder),
            "GONGKAI_UPLOAD_LIMIT_MB": str(LIMIT_MB),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


MAIN = "from gongkai.cli.main import main; main()"


@contextmanager
def running_demonstration(folder: Path, *, host: str = "127.0.0.1", **environ: str) -> Iterator[str]:
    """Make and start a demonstration by the real commands; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
    given = {"GONGKAI_SECRET_KEY": KEY, "GONGKAI_VAR_DIR": str(folder), "GONGKAI_DEMO": "true"}
    env = {**clean, **given, **environ}
    for command in ("migrate", "demo"):
        subprocess.run([sys.executable, "-c", MAIN, "site", command], env=env, check=True, capture_output=True)
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, "site", "serve", "--port", str(port)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield f"http://{host}:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/check/")
            assert connection.getresponse().status == 200
            connection.close()
        except ConnectionRefusedError:
            assert time.monotonic() < end, "the site did not start"
            time.sleep(0.1)
        else:
            return


# Of one module only: while playwright runs, its event loop holds the thread, and tests elsewhere may want their own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield started
        started.close()


class Visit:
    """One visitor with a window of their own. Whatever the browser complains of, and every foreign address, is kept."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser, self._site = browser, site
        self._contexts: list[BrowserContext] = []
        self.known: tuple[str, ...] = (site, "data:")  # what a page may ask for
        self.complaints: list[str] = []

    def open(self, path: str = "/check/", *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = self._browser.new_context(
            base_url=self._site,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            locale="zh-CN",
            **options,
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.goto(path)
        return page

    def _note(self, address: str) -> None:
        if not address.startswith(self.known):
            self.complaints.append(f"foreign address: {address}")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    visitor = Visit(browser, site)
    yield visitor
    visitor.close()
    assert visitor.complaints == []


@pytest.fixture(scope="session")
def examples() -> Path:
    return Path(__file__).resolve().parents[2] / "examples"
