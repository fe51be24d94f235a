"""Pages as an assessor sees them, printed by Chromium where the server has one."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

MOST: Final = 6  # pages
PATIENCE: Final = 40.0  # seconds for all of them: other work of the worker waits
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


def print_pages(addresses: Sequence[str]) -> tuple[list[bytes], str]:
    """Return the first pages as PDF, and in words why there are not more."""
    browser = next(filter(None, map(shutil.which, _NAMES)), None)
    if browser is None:
        return [], "网页打印：服务器上没有 Chromium，只装入网页文件"
    found: list[bytes] = []
    ends = time.monotonic() + PATIENCE
    for address in addresses[:MOST]:
        made = _printed(browser, address, ends - time.monotonic())
        if made is None:
            return found, f"网页打印：{address} 没有打印成功"
        found.append(made)
    more = len(addresses) - len(found)
    return found, f"网页打印：另有 {more} 个网页只装入网页文件" if more > 0 else ""


def _printed(browser: str, address: str, seconds: float) -> bytes | None:
    if seconds <= 0:
        return None
    with tempfile.TemporaryDirectory(prefix="gongkai-print-") as folder:
        file = Path(folder) / "page.pdf"
        # Chromium refuses its sandbox to the superuser; the only pages it opens are those of this site
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}/profile", *as_root,
            "--no-pdf-header-footer", f"--print-to-pdf={file}", address,
        ]  # fmt: skip
        try:
            subprocess.run(command, timeout=seconds, check=True, capture_output=True)  # noqa: S603 its own pages
            return file.read_bytes()
        except (subprocess.SubprocessError, OSError):
            return None
