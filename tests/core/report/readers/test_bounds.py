"""What a file may take of memory: measured in a process of its own, as the system counts it."""

import subprocess
import sys

import pytest

from gongkai.core.report.readers.bounds import MEMORY_MB
from gongkai.core.report.writers import write
from tests.core.report.factories import report
from tests.core.report.readers.printed_pages import LATIN, pdf_bytes, stream

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds these bounds")
CODE_MB = 100  # programs and libraries, which the bound does not count
# The work is done by a child of a small process: what the process of the tests has taken would count otherwise.
READ = """
import os, sys
from gongkai.core.report.opening import open_report
from gongkai.core.report.readers.bounds import bound_process
data = sys.stdin.buffer.read()
child = os.fork()
if not child:
    os.close(2)
    bound_process()
    open_report(data)
    os._exit(0)
_, status, used = os.wait4(child, 0)
print(status, used.ru_maxrss // 1024)
"""


def read_bounded(data: bytes) -> tuple[int, int]:
    """Read a file in a bounded process; return how the process ended and the most memory it took, in megabytes."""
    done = subprocess.run([sys.executable, "-c", READ], input=data, capture_output=True, check=True)
    status, taken = done.stdout.split()
    return int(status), int(taken)


def form(inner: bytes, content: bytes) -> bytes:
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % inner)


def forms_in_forms(depth: int) -> bytes:
    """Three kilobytes that draw a word ten to the power of `depth` times."""
    forms = [form(b"/XObject<</F %d 0 R>>" % (6 + level), b"/F Do " * 10) for level in range(depth)]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    return pdf_bytes([
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
        stream(b"/F Do"),
        *forms,
        form(b"/Font<</A %s>>" % LATIN, b"BT /A 10 Tf (word) Tj ET 0 0 9 9 re S"),
    ])  # fmt: skip


def list_in_catalogue(items: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_bytes([
        b"<</Type/Catalog/Pages 2 0 R/X[%s]>>" % items,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
    ])  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(forms_in_forms(9), id="forms-in-forms"),
        pytest.param(list_in_catalogue(b"[" * 9_000_000), id="brackets-without-end"),
        pytest.param(list_in_catalogue(b"1 " * 8_000_000), id="numbers-without-end"),
        pytest.param(b'{"cells":{},"x":[' + b"{}," * 6_000_000 + b"{}]}", id="json-of-nothing"),
    ],
)
def test_a_file_that_asks_for_everything_is_held_to_its_bound(data):
    ended, taken = read_bounded(data)
    assert ended != 0
    assert taken < MEMORY_MB + CODE_MB


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_a_report_as_long_as_a_book_is_far_from_the_bound(form):
    long = "\n".join(f"第{number}项工作：公开政府信息，答复群众来信，更新公开目录。" for number in range(2_000))
    ended, taken = read_bounded(write(report(s1=long), form))
    assert ended == 0
    assert taken < MEMORY_MB / 2


def test_a_bound_of_this_process_ends_with_the_file():
    import resource

    from gongkai.core.report.readers.bounds import bounded, unbounded

    before = resource.getrlimit(resource.RLIMIT_DATA)
    with bounded():
        held, _ = resource.getrlimit(resource.RLIMIT_DATA)
        with pytest.raises(MemoryError):
            bytearray(2**34)
        with unbounded():
            assert resource.getrlimit(resource.RLIMIT_DATA)[0] == before[1]
        assert resource.getrlimit(resource.RLIMIT_DATA)[0] == held
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
