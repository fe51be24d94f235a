"""Searching Chinese texts: the time of a question, and whether each phrase is found, beside a look through all."""

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from benchmarks.measure import Result
from gongkai.core.search.entry import Entry
from gongkai.core.search.question import Order, Question
from gongkai.core.search.store import Store

LENGTH = 800  # characters of a document
TERMS = [
    *("政府信息公开", "国务院办公厅", "街道办事处", "行政许可", "行政处罚", "社会救助"),
    *("停水通知", "年度报告", "财政预算", "主动公开", "社区", "通知"),
]
KINDS = {"two": (2, 2), "three and four": (3, 4), "five to eight": (5, 8)}


class Texts:
    """Texts of invented words, some often and most seldom, with terms of the field among them; the same every time."""

    def __init__(self, number: int) -> None:
        self.number = number
        dice = random.Random(1)
        characters = [chr(0x4E00 + 7 * n) for n in range(2500)]
        self._words = [
            "".join(dice.choices(characters, k=dice.choice((1, 2, 2, 2, 3, 4)))) for _ in range(30_000)
        ] + TERMS
        shares = [1 / (rank + 10) for rank in range(len(self._words))]
        dice.shuffle(self._words)
        self._shares = list(accumulate(shares))

    def __iter__(self) -> Iterator[str]:
        dice = random.Random(2)
        for _ in range(self.number):
            words = dice.choices(self._words, cum_weights=self._shares, k=LENGTH // 2)
            yield "".join(words)[:LENGTH]


def _entries(texts: Texts) -> Iterator[Entry]:
    for number, text in enumerate(texts):
        day = date(2010, 1, 1) + timedelta(days=number % 5000)
        yield Entry(str(number), text[:24], text, day, {"body": f"body-{number % 40}", "year": str(day.year)})


def _phrases(sample: list[str], shortest: int, longest: int, number: int) -> list[str]:
    dice = random.Random(longest)
    phrases = [term for term in TERMS if shortest <= len(term) <= longest]
    while len(phrases) < number:
        text, length = dice.choice(sample), dice.randint(shortest, longest)
        start = dice.randrange(len(text) - length)
        phrases.append(text[start : start + length])
    return phrases


def results(number: int, rounds: int, questions: int = 100) -> Iterator[Result]:
    """Yield the speed of the building and, by length of phrase and order, the times of a question and the recall."""
    texts = Texts(number)
    sample = [text for n, text in enumerate(texts) if n % max(1, number // 2000) == 0]
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        began = time.perf_counter()
        store.rebuild(_entries(texts))
        yield Result(f"index {number} documents", number / (time.perf_counter() - began), "documents a second")
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        yield Result("index on disk", size / 1e6, "MB")
        for kind, (shortest, longest) in KINDS.items():
            phrases = _phrases(sample, shortest, longest, questions)
            for order in Order:
                yield from _times(store, phrases, order, rounds, f"search, phrases of {kind}, {order}")
            yield _recall(store, texts, phrases[:30], kind)


def _times(store: Store, phrases: list[str], order: Order, rounds: int, name: str) -> Iterator[Result]:
    times = []
    for phrase in phrases:
        question = Question.read(phrase, order=order)
        taken = []
        for _ in range(rounds):
            began = time.perf_counter()
            store.search(question)
            taken.append((time.perf_counter() - began) * 1000)
        times.append(sorted(taken)[len(taken) // 2])
    times.sort()
    yield Result(f"{name}, p50", times[len(times) // 2], "ms")
    yield Result(f"{name}, p99", times[int(len(times) * 0.99) - 1], "ms", goal="value < 50 at 500,000 documents")


def _recall(store: Store, texts: Texts, phrases: list[str], kind: str) -> Result:
    """Count the documents found of those that hold the phrase; the floor is the time of a plain look through them."""
    truth = dict.fromkeys(phrases, 0)
    began = time.perf_counter()
    for text in texts:
        for phrase in truth:
            truth[phrase] += phrase in text
    floor = (time.perf_counter() - began) * 1000 / len(phrases)
    counted = {phrase: store.search(Question.read(phrase), size=1) for phrase in truth}
    found = sum(min(answer.count, truth[phrase]) for phrase, answer in counted.items() if not answer.is_loose)
    return Result(f"recall, phrases of {kind}", found / sum(truth.values()), "share", floor, goal="value = 1")
