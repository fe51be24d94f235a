"""The kinds of ledgers, and what each asks for (《条例》第二十条第（一）、（五）、（六）、（八）项)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.apps.bodies.roles import Labelled


class LedgerKind(Labelled):
    """A ledger; what its entries count for in table 2."""

    GOVERNMENT_RULE = "government_rule", "规章"
    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    CHARGE = "charge", "行政事业性收费"


class Ending(Labelled):
    """How a document ceased to be in force."""

    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "失效"


class Source(Labelled):
    """How an entry came in."""

    FORM = "form", "填报"
    SHEET = "sheet", "表格导入"
    SYSTEM = "system", "业务系统"


DOCUMENTS: Final = frozenset({LedgerKind.GOVERNMENT_RULE, LedgerKind.NORMATIVE_DOCUMENT})
DECISIONS: Final = frozenset({LedgerKind.PERMIT, LedgerKind.PENALTY, LedgerKind.COERCION})


@dataclass(frozen=True, slots=True)
class Wording:
    """How a ledger calls the fields of an entry."""

    number: str
    title: str
    on: str


WORDINGS: Final[Mapping[LedgerKind, Wording]] = {
    LedgerKind.GOVERNMENT_RULE: Wording("文号", "文件名称", "制发日期"),
    LedgerKind.NORMATIVE_DOCUMENT: Wording("文号", "文件名称", "制发日期"),
    LedgerKind.PERMIT: Wording("决定书文号", "许可事项", "决定日期"),
    LedgerKind.PENALTY: Wording("决定书文号", "处罚事项", "决定日期"),
    LedgerKind.COERCION: Wording("决定书文号", "强制事项", "决定日期"),
    LedgerKind.CHARGE: Wording("票据号", "收费项目", "收费日期"),
}
