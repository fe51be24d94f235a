"""What a body sets for itself: its words, leaders, phones and hosts; all is handed in, nothing is looked up."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from gongkai.core.guard.errors import WrongList

LONGEST_WORD: Final = 60  # characters of one entry of a list of words


class WordKind(StrEnum):
    """What is wrong with a word of a list."""

    WRONG = "wrong"  # 错别字、不规范写法
    SENSITIVE = "sensitive"  # 慎用
    FORBIDDEN = "forbidden"  # 禁用

    @property
    def label(self) -> str:
        """Return the word that the user reads."""
        return {"wrong": "错别字", "sensitive": "慎用词", "forbidden": "禁用词"}[self.value]


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a list of words (词表): what to look for, what is wrong with it and what to write instead.

    In `text` the sign # stands for one figure. It does not count where it stands inside one of `unless`.
    """

    text: str
    kind: WordKind = WordKind.WRONG
    advice: str = ""  # the right word
    note: str = ""  # why, in a sentence
    unless: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.text.strip()) < 2 or len(self.text) > LONGEST_WORD:
            raise WrongList(f"词语“{self.text[:LONGEST_WORD]}”应为 2 至 {LONGEST_WORD} 个字")
        if self.advice == self.text:
            raise WrongList(f"词语“{self.text}”的建议写法与原词相同")
        if any(self.text.replace("#", "") not in one and "#" not in self.text for one in self.unless):
            raise WrongList(f"词语“{self.text}”的例外应当包含这个词")


@dataclass(frozen=True, slots=True)
class Leader:
    """A person in an office for a time (领导任职): `until` is the last day, None while it lasts. Both ends count."""

    name: str
    title: str
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.title.strip():
            raise WrongList("领导名单里有一条没有写姓名或职务")
        if self.until is not None and self.until < self.since:
            raise WrongList(f"“{self.name}”的“{self.title}”，任职结束的日期早于开始的日期")

    def holds_on(self, day: date) -> bool:
        """Tell whether the title is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Settings:
    """The lists of one body.

    `words` come on top of those of the project, which `unlisted` (their texts) takes off. `on` is the day for which the
    titles of leaders must hold; without it they are not looked at. `office_phones`, `office_mails` and `public_names`
    are what the body itself publishes and never personal data. `hosts` may be linked to, with everything below them;
    None looks at no link's host. `off` holds the ids of kinds switched off; what is refused outright stays on.
    """

    words: tuple[Word, ...] = ()
    unlisted: frozenset[str] = frozenset()
    leaders: tuple[Leader, ...] = ()
    on: date | None = None
    office_phones: frozenset[str] = frozenset()
    office_mails: frozenset[str] = frozenset()
    public_names: frozenset[str] = frozenset()
    hosts: frozenset[str] | None = None
    off: frozenset[str] = frozenset()
