"""What an inspection finds: its kind, how grave it is, where it stands, and what is proposed."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is: a block must be mended or overridden with a reason, a warning must be looked at."""

    BLOCK = "block"
    WARN = "warn"

    @property
    def label(self) -> str:
        """Return the word that the user reads."""
        return {"block": "不得发布", "warn": "请核对"}[self.value]


class Action(StrEnum):
    """What is proposed for a finding."""

    MASK = "mask"  # put the mask in the place of the span
    REMOVE = "remove"  # take it out of the file: a column, a comment, a property
    REPLACE = "replace"  # put the right word in its place
    REFUSE = "refuse"  # the material may not enter the system at all; no reason overrides it
    CHECK = "check"  # a person must look


class Group(StrEnum):
    """The groups of kinds, in the order in which they are shown."""

    SECRECY = "secrecy"
    PERSONAL = "personal"
    FILES = "files"
    WORDS = "words"
    LINKS = "links"
    FIELDS = "fields"

    @property
    def label(self) -> str:
        """Return the heading that the user reads."""
        return {
            "secrecy": "涉密和内部材料",
            "personal": "个人信息",
            "files": "文件里看不见的内容",
            "words": "文字表述",
            "links": "链接",
            "fields": "信息要素",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding, made beside what recognises it; its id appears in JSON, the database and the reference.

    Where two findings of one group overlap, the one with the lower `rank` stands.
    """

    id: str
    label: str
    group: Group
    severity: Severity
    source: str
    remedy: str
    action: Action = Action.CHECK
    rank: int = 50

    @property
    def may_be_overridden(self) -> bool:
        """Tell whether a reason is enough to publish all the same; a secrecy mark is refused outright."""
        return self.action is not Action.REFUSE


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a finding stands; every part may be empty, and in a mere text all are.

    `inside` names the files on the way from the outermost archive in. `part` is a word for people: 正文, 批注, 页眉 …
    """

    inside: tuple[str, ...] = ()
    part: str = ""
    sheet: str = ""
    cell: str = ""
    page: int = 0
    paragraph: int = 0

    def __str__(self) -> str:
        inside = "里的".join(f"“{name}”" for name in self.inside)
        sheet = f"工作表“{self.sheet}”" if self.sheet else ""
        page = f"第{self.page}页" if self.page else ""
        paragraph = f"第{self.paragraph}段" if self.paragraph else ""
        return f"{inside}{sheet}{page}{self.part}{paragraph}{self.cell}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must not go out, or that a person must look at.

    `start` and `end` count characters (code points) in the text inspected; in a file, in the passage at `place`. Where
    the finding is about a part of a file and not about a passage, both are 0. `shown` is what was found and `around`
    the words on both sides, with every piece of personal data masked, so that findings may be stored and sent. `mask`
    is what is proposed in the place of the span, `strict` the stricter proposal.
    """

    kind: Kind
    severity: Severity
    start: int = 0
    end: int = 0
    shown: str = ""
    around: str = ""
    mask: str = ""
    strict: str = ""
    place: Place = Place()
    detail: str = ""  # what else there is to say, such as the right word or the present title

    @property
    def action(self) -> Action:
        """Return what is proposed."""
        return self.kind.action

    @property
    def source(self) -> str:
        """Return why: the article."""
        return self.kind.source

    @property
    def problem(self) -> str:
        """Return the sentence of what is wrong."""
        where = str(self.place)
        what = f"{where}有{self.kind.label}" if where else f"有{self.kind.label}"
        return f"{what}：{self.shown}。" if self.shown else f"{what}。"

    @property
    def remedy(self) -> str:
        """Return the sentence of how to mend it."""
        return f"{self.detail}{self.kind.remedy}"

    @property
    def blocks(self) -> bool:
        """Tell whether nothing may go out while this stands."""
        return self.severity is Severity.BLOCK


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file. `readable` is false where it is encrypted, damaged or too large."""

    name: str
    form: str  # "docx", "xlsx", …
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    @property
    def blocks(self) -> bool:
        """Tell whether something found must not go out."""
        return any(finding.blocks for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of the folded text that a recogniser found, before it becomes a finding.

    `keep` says how many letters and figures the mask shows at the head and at the tail, `sign` what stands for the
    others. `severity` is set where the surroundings make it another than that of its kind.
    """

    kind: Kind
    start: int
    end: int
    keep: tuple[int, int] = (0, 0)
    sign: str = "*"
    strict: str = "（略）"
    severity: Severity | None = None
    detail: str = ""
