"""Take the pictures of the documentation anew: `.venv/bin/python scripts/pictures.py`, after `make test` has run once.

The site is started on a free port of this machine, and a real Chromium looks at it.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
import public_pictures

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PATIENCE = 60  # seconds


def main() -> None:
    """Take every picture."""
    IMAGES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is missing: scripts/system-packages.sh installs it.")
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="zh-CN")
        page.goto(f"{site}/check/example/broken/")
        page.wait_for_selector("#end")
        show_marked_cell(page)
        page.screenshot(path=IMAGES / "check.png")
        page.close()
        taken = [IMAGES / "check.png", *public_pictures.take(browser, IMAGES, free_port())]
        browser.close()
    print(*taken, sep="\n")


def show_marked_cell(page: Page) -> None:
    """Bring table 3 and the explanation of a wrong total into view, the findings beside them."""
    page.locator("[id='r1-s3']").evaluate("one => one.scrollIntoView()")
    page.locator("[id='r1-t3.r1_granted.total'] a.why").evaluate("one => one.focus({ preventScroll: true })")


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served() -> Iterator[str]:
    """Run the site while the pictures are taken; yield its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-c", "from gongkai.cli.main import main; main()", "site", "serve", "--port", str(port)],
            env={**os.environ, "GONGKAI_SECRET_KEY": secrets.token_urlsafe(50), "GONGKAI_VAR_DIR": folder},
        )
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Wait until the port answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()
