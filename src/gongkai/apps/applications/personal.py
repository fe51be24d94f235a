"""What is known of an applicant (art. 29), and how it is masked where it need not be read."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

from gongkai.apps.applications.words import IdentityKind

VEIL: Final = "＊"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Name, proof of identity, contact: the lawful fields and no others."""

    name: str
    identity_kind: str = ""
    identity_number: str = ""
    contact_person: str = ""  # of a legal person or organisation
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    check_word: str = ""

    @classmethod
    def of(cls, data: dict[str, Any]) -> Self:
        """Return what was kept; unknown names are left out, missing ones are empty."""
        known = {each.name for each in fields(cls)}
        return cls(**{"name": "", **{name: str(value) for name, value in data.items() if name in known}})

    def kept(self) -> dict[str, str]:
        """Return what is sealed."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def identity_label(self) -> str:
        """The kind of proof in Chinese."""
        return IdentityKind(self.identity_kind).label if self.identity_kind else ""

    @property
    def same_person(self) -> str:
        """What tells the same person again: the number of the document, else name and contact."""
        if self.identity_number:
            return f"number:{self.identity_number}"
        contact = self.phone or self.email or self.address
        return f"contact:{self.name}:{contact}" if contact else ""

    def masked(self) -> "Particulars":
        """Return what may stand in a list."""
        return Particulars(
            name=mask_name(self.name),
            identity_kind=self.identity_kind,
            identity_number=_middle(self.identity_number, 1, 1),
            contact_person=mask_name(self.contact_person),
            phone=_middle(self.phone, 3, 2),
            email=mask_email(self.email),
            address=self.address[:3] + VEIL * 3 if self.address else "",
        )


def mask_name(name: str) -> str:
    """Return a name with its first character; an organisation's with its first two and its last."""
    if not name:
        return ""
    if len(name) <= 4:
        return name[0] + VEIL * max(len(name) - 1, 1)
    return name[:2] + VEIL * 3 + name[-1]


def mask_email(email: str) -> str:
    """Return an address with the first character of its name."""
    name, at, host = email.partition("@")
    return f"{name[:1]}{VEIL * 3}{at}{host}" if at else ""


def _middle(text: str, first: int, last: int) -> str:
    if len(text) <= first + last:
        return VEIL * len(text)
    return text[:first] + VEIL * (len(text) - first - last) + text[-last:]
