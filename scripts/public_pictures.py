"""Pictures of the public site's page types for the documentation: called by `scripts/pictures.py`.

A demonstration is made in a folder of its own, with one disclosure that holds all a page may hold.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser

ROOT: Final = Path(__file__).resolve().parent.parent
MAIN: Final = "from gongkai.cli.main import main; main()"
COLOURS: Final = 64  # a screen of text needs no more, and the file is small
TALLEST: Final = 1500  # points of a picture; what is longer is cut
PATIENCE: Final = 90  # seconds


def take(browser: Browser, images: Path, port: int) -> list[Path]:
    """Take a picture of every page type; return their files."""
    taken = []
    with demonstration(port) as (site, disclosure):
        for name, (address, dress) in pages(site, disclosure).items():
            window = {"viewport": {"width": 1280, "height": 900}, **dress}
            page = browser.new_page(reduced_motion="reduce", locale="zh-CN", **window)
            page.goto(site + address)
            if name == "large":
                page.locator("#large").click()
            file = images / f"public-{name}.png"
            save(page.screenshot(full_page=True), file)
            taken.append(file)
            page.close()
    return taken


def pages(site: str, disclosure: str) -> dict[str, tuple[str, dict[str, object]]]:
    """Return, by the name of a picture, an address and how the window is."""
    changes = json.loads(urlopen(f"{site}/api/v1/changes").read())["items"]  # noqa: S310 this machine alone
    gone = next(one["id"] for one in changes if one["kind"] == "withdrawn")
    phone = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 1.5}
    return {
        "home": ("/", {}),
        "body": ("/xiguan/", {}),
        "section": ("/xiguan/documents/", {}),
        "list": ("/xiguan/catalogue/notices/", {}),
        "disclosure": (disclosure, {}),
        "dark": (disclosure, {"color_scheme": "dark"}),
        "phone": (disclosure, phone),
        "large": ("/xiguan/", {}),
        "traditional": (f"/hant{disclosure}", {}),
        "tombstone": (f"/xiguan/documents/{gone}/", {}),
        "search": ("/search/?q=%E9%80%9A%E7%9F%A5", {}),
        "guide": ("/xiguan/guide/", {}),
        "mistake": (f"/xiguan/mistake/?page={disclosure.split('/')[3]}", {}),
        "data": ("/data/", {}),
    }


def save(shot: bytes, file: Path) -> None:
    """Write a picture, cut and with few colours."""
    with Image.open(BytesIO(shot)) as whole:
        cut = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, TALLEST)))
        cut.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)


@contextmanager
def demonstration(port: int) -> Iterator[tuple[str, str]]:
    """Make and run the demonstration; yield its address and that of the disclosure with everything in it."""
    with tempfile.TemporaryDirectory() as folder:
        given = {
            "GONGKAI_SECRET_KEY": secrets.token_urlsafe(50),
            "GONGKAI_VAR_DIR": folder,
            "GONGKAI_DEMO": "true",
            "GONGKAI_DATA_HOUR": "0",
            "GONGKAI_ADDRESS": f"http://127.0.0.1:{port}",
            "GONGKAI_APPLICANT_KEYS": secrets.token_urlsafe(32),
            "GONGKAI_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "gongkai.site.settings",
            "PYTHONPATH": str(ROOT),
        }
        environ = {**os.environ, **given}
        for command in ("migrate", "demo"):
            subprocess.run([sys.executable, "-c", MAIN, "site", command], env=environ, check=True)
        code = "import django; django.setup(); from tests.browser.rich import make; print(make())"
        made = subprocess.run([sys.executable, "-c", code], env=environ, check=True, capture_output=True, text=True)
        process = subprocess.Popen([sys.executable, "-c", MAIN, "site", "serve", "--port", str(port)], env=environ)
        try:
            site, disclosure = f"http://127.0.0.1:{port}", made.stdout.split()[-1]
            wait_for((Path(folder) / "baked" / "data" / "index.html").exists)
            wait_for(lambda: found(site))
            yield site, disclosure
        finally:
            process.terminate()
            process.wait(PATIENCE)


def found(site: str) -> bool:
    """Tell whether the search finds anything yet."""
    try:
        return bool(json.loads(urlopen(f"{site}/search/suggest/?q=%E9%80%9A%E7%9F%A5").read())["hits"])  # noqa: S310
    except HTTPError:  # the index is not there yet
        return False


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            sys.exit("The demonstration did not come up.")
        time.sleep(0.3)
