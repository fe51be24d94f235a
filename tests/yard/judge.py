"""Hold a reading against the truth: right, missing, wrong, as the corpus' own measure counts them."""

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from gongkai.core.report.model import AnnualReport, Value
from tests.yard.rendered import Rendered
from tests.yard.truth import Truth, draw

Read = Callable[[bytes, str], AnnualReport]


@dataclass
class Verdict:
    """Counts of cells of one or many documents: those `printed`, and those `asked`, that is, that have to be read."""

    documents: int = 0
    printed: int = 0
    asked: int = 0
    right: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def add(self, other: "Verdict") -> None:
        """Add the counts of another."""
        self.documents += other.documents
        self.printed += other.printed
        self.asked += other.asked
        self.right += other.right
        self.missing += other.missing
        self.wrong += other.wrong
        self.failed += other.failed


def same(found: Value, wanted: Value) -> bool:
    """Whether two values are one: numbers by amount, text as printed, a blank only with a blank."""
    if found is None or wanted is None:
        return found is wanted
    try:
        return Decimal(str(found)) == Decimal(str(wanted))
    except InvalidOperation:
        return str(found).strip() == str(wanted).strip()


def case(
    shape_name: str, shape: Callable[[Truth, random.Random], Rendered], seed: int, **wanted: object
) -> tuple[Truth, Rendered]:
    """Return the document of a shape and a seed: the same each time."""
    rng = random.Random(zlib.crc32(shape_name.encode()) * 1_000_003 + seed)
    truth = draw(rng, **wanted)
    return truth, shape(truth, rng)


def judge(read: Read, truth: Truth, made: Rendered, where: str) -> Verdict:
    """Read a document and count its cells. A cell that need not be read is still wrong when it is misread."""
    verdict = Verdict(documents=1, printed=len(truth.printed), asked=len(made.must))
    try:
        report = read(made.data, made.name)
    except Exception as error:  # noqa: BLE001 - whatever the reader raises is its failure at this document
        verdict.failed.append(f"{where}: {type(error).__name__}: {error}"[:300])
        verdict.missing += sorted(made.must)
        return verdict
    for cell, found in report.cells.items():
        wanted = (
            (truth.values[cell], *made.accepted.get(cell, ())) if cell in truth.values and cell not in made.gone else ()
        )
        if any(same(found.value, value) for value in wanted):
            verdict.right += cell in made.must
        else:
            said = (
                "nothing of it is left"
                if cell in made.gone
                else repr(truth.printed.get(cell, "no such cell in this form"))
            )
            verdict.wrong.append(f"{where}: {cell} read {found.value!r}, printed {said}")
    verdict.missing += [f"{where}: {cell}" for cell in sorted(made.must - set(report.cells))]
    return verdict
