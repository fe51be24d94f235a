"""What the tests of the page share: the examples, and a page taken to the end of its stream."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from gongkai.portal.check.workers import WORKERS

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
BROKEN = "qingshi-2023-broken.md"


@pytest.fixture(scope="session", autouse=True)
def workers() -> Iterator[None]:
    """End the reading processes with the tests, so that none outlives them."""
    yield
    WORKERS.end()


class Visitor:
    """Somebody who uses the page: each method is one visit, and gives the whole answer."""

    def __init__(self) -> None:
        self.client = Client()

    def hand_in(self, *files: tuple[str, bytes], text: str = "") -> html.HtmlElement:
        """Hand in files and text; return the result page."""
        answer = self.client.post("/check/", {"files": [named(name, data) for name, data in files], "text": text})
        assert answer.status_code == 200
        return html.fromstring(b"".join(answer.streaming_content).decode())

    def hand_in_examples(self, *names: str) -> html.HtmlElement:
        return self.hand_in(*((name, example(name)) for name in names))


def select(element: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return what stands below an element by a path of steps such as `article.failure p`."""
    steps = []
    for step in path.split():
        tag, *classes = step.split(".")
        has = "".join(f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" for name in classes)
        steps.append(f"{tag or '*'}{has}")
    return element.xpath(f".//{'//'.join(steps)}")


def named(name: str, data: bytes) -> BytesIO:
    file = BytesIO(data)
    file.name = name
    return file


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()
