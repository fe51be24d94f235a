"""The tables of bodies and people."""

from gongkai.apps.bodies.models.bodies import (
    BodySetting,
    Community,
    DocumentWord,
    FormerName,
    Kind,
    Office,
    PublicBody,
    Unit,
)
from gongkai.apps.bodies.models.logins import (
    CodeApp,
    OutsideAccount,
    Passkey,
    RecoveryCode,
    ResetRequest,
    StaffSession,
    WrongCode,
)
from gongkai.apps.bodies.models.people import Invitation, RoleGrant, Substitution, User
from gongkai.apps.bodies.models.rows import columns, kind_and_number, labels, snapshot

__all__ = [
    "BodySetting",
    "CodeApp",
    "Community",
    "DocumentWord",
    "FormerName",
    "Invitation",
    "Kind",
    "Office",
    "OutsideAccount",
    "Passkey",
    "PublicBody",
    "RecoveryCode",
    "ResetRequest",
    "RoleGrant",
    "StaffSession",
    "Substitution",
    "Unit",
    "User",
    "WrongCode",
    "columns",
    "kind_and_number",
    "labels",
    "snapshot",
]
