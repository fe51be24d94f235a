"""Whatever the bytes, reading ends soon with a report or with an error that tells the user what to do."""

import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from gongkai.core.report.errors import ReportError
from gongkai.core.report.model import AnnualReport
from gongkai.core.report.reading import read
from tests.fuzz.mutate import mutate
from tests.yard.judge import case
from tests.yard.shapes import SHAPES, binary_shapes

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
SHORT, MILLION, CHUNK = 600, 1_000_000, 10_000
HANG = 20  # seconds of processor time: a guard against endless loops, far above what any document needs
ROOM = 1 << 30  # bytes of address space above what the process has


class Hangs(BaseException):
    """A document took more processor time than the guard allows."""


@contextmanager
def guarded() -> Iterator[None]:
    """Stop the reader when it loops or grows without end."""

    def stop(_number: int, _frame: object) -> None:
        raise Hangs

    limits = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    before = signal.signal(signal.SIGVTALRM, stop)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + ROOM, limits[1]))
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, limits)
        signal.signal(signal.SIGVTALRM, before)


@cache
def seeds() -> tuple[bytes, ...]:
    """Return documents to mutate: of each text shape two, of each binary one, the examples, the corpus if there."""
    found = [case(name, shape, seed)[1].data for name, shape in SHAPES.items() for seed in (1, 2)]
    found += [case(name, shape, 1)[1].data for name, shape in binary_shapes().items()]
    for folder in (ROOT / "examples", CORPUS / "reports", CORPUS / "alt", CORPUS / "narrative-only"):
        found += [
            path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size < 500_000
        ]
    return tuple(found)


def reading_ends(data: bytes, name: str) -> AnnualReport | ReportError:
    """Return what reading ends with; any other error passes on."""
    try:
        with guarded():
            return read(data, name)
    except ReportError as error:
        return error


def survives(number: int) -> None:
    """Mutate a document of the number's own choosing and read it."""
    rng = random.Random(number)
    data = mutate(rng.choice(seeds()), rng.choice(seeds()), rng)
    ending = reading_ends(data, f"mutant-{number}")
    assert isinstance(ending, AnnualReport) or (ending.problem and ending.remedy)


@pytest.mark.parametrize("part", range(6))
def test_a_mutant_is_read_or_refused(part):
    for number in range(part * SHORT // 6, (part + 1) * SHORT // 6):
        survives(number)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(0, MILLION, CHUNK))
def test_a_million_mutants(first):
    for number in range(first, first + CHUNK):
        survives(number)
