"""The lists of words as files (词表): those of the project in data/words/, and a body's own in the same form.

```toml
[[word]]
text = "布署"
kind = "wrong"          # wrong (default), sensitive, forbidden
advice = "部署"
note = ""
unless = []             # longer words in which it is right

[[leader]]              # in a file of its own
name = "王小明"
title = "区长"
since = 2024-01-01
until = 2025-12-31      # the last day; left out while it lasts
```
"""

import json
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from gongkai.core.guard.errors import WrongList
from gongkai.core.guard.settings import Leader, Word, WordKind

_KEYS: Final = frozenset({"text", "kind", "advice", "note", "unless"})
MOST_WORDS: Final = 5000  # of one list


@lru_cache(maxsize=1)
def national_words() -> tuple[Word, ...]:
    """Return the words of the project's own lists."""
    folder = files("gongkai.core.guard").joinpath("data/words")
    lists = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(word for one in lists for word in read_words(one.read_text(encoding="utf-8")))


def read_words(source: str) -> tuple[Word, ...]:
    """Read a list of words; raise WrongList where it is not written as it should be."""
    entries = _entries(source, "word")
    words = tuple(_word(number, entry) for number, entry in enumerate(entries, start=1))
    texts = [word.text for word in words]
    if len(set(texts)) != len(texts):
        raise WrongList(f"“{next(text for text in texts if texts.count(text) > 1)}”写了两次")
    return words


def _word(number: int, entry: Any) -> Word:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or set(entry) - _KEYS:
        raise WrongList(f"第 {number} 条应有 text，此外只可以有 kind、advice、note、unless")
    unless = entry.get("unless", [])
    texts = [entry.get("advice", ""), entry.get("note", ""), *(unless if isinstance(unless, list) else [0])]
    if not all(isinstance(text, str) for text in texts):
        raise WrongList(f"第 {number} 条“{entry['text']}”的值应为文字")
    kind = entry.get("kind", "wrong")
    if kind not in list(WordKind):
        raise WrongList(f"第 {number} 条“{entry['text']}”的 kind 应为 {'、'.join(WordKind)} 之一")
    return Word(entry["text"], WordKind(kind), entry.get("advice", ""), entry.get("note", ""), tuple(unless))


def write_words(words: Iterable[Word]) -> str:
    """Return a list of words in the form that `read_words` reads."""
    return "\n".join(map(_entry, words))


def _entry(word: Word) -> str:
    lines = ["[[word]]", f"text = {_quoted(word.text)}", f"kind = {_quoted(word.kind.value)}"]
    lines += [f"{key} = {_quoted(value)}" for key, value in (("advice", word.advice), ("note", word.note)) if value]
    if word.unless:
        lines.append(f"unless = [{', '.join(map(_quoted, word.unless))}]")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON lets it stand, TOML does not


def read_leaders(source: str) -> tuple[Leader, ...]:
    """Read a list of leaders; raise WrongList where it is not written as it should be."""
    return tuple(_leader(number, entry) for number, entry in enumerate(_entries(source, "leader"), start=1))


def _entries(source: str, name: str) -> list[Any]:
    try:
        entries = tomllib.loads(source).get(name, [])
    except tomllib.TOMLDecodeError as error:
        raise WrongList(f"不是合格的 TOML 文件（{error}）") from None
    if not isinstance(entries, list) or len(entries) > MOST_WORDS:
        raise WrongList(f"应有至多 {MOST_WORDS} 个 [[{name}]] 条目")
    return entries


def _leader(number: int, entry: Any) -> Leader:
    if not isinstance(entry, dict) or set(entry) - {"name", "title", "since", "until"}:
        raise WrongList(f"第 {number} 条只可以有 name、title、since、until")
    name, title, since, until = (entry.get(key) for key in ("name", "title", "since", "until"))
    if not isinstance(name, str) or not isinstance(title, str):
        raise WrongList(f"第 {number} 条应写明 name（姓名）和 title（职务）")
    if type(since) is not date or (until is not None and type(until) is not date):
        raise WrongList(f"第 {number} 条“{name}”的 since 和 until 应为日期，如 2024-01-01，不加引号")
    return Leader(name, title, since, until)
