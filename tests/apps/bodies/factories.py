"""Bodies and people, plainly invented; each call gives what the case does not speak of."""

import itertools
from datetime import UTC, datetime
from typing import Any

from gongkai.apps.bodies import services
from gongkai.apps.bodies.models import Kind, PublicBody, RoleGrant, User
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = NOON.date()
PASSWORD = "Zhe-shi-mima-2026"
_numbers = itertools.count(1)


def body(parent: PublicBody | None = None, **given: Any) -> PublicBody:
    number = next(_numbers)
    defaults = {
        "slug": f"body-{number}",
        "kind": Kind.SUBDISTRICT_OFFICE if parent else Kind.DISTRICT,
        "name": f"第{number}街道办事处",
        "short_name": f"第{number}街道",
    }
    return services.create_body(**{"by": SERVER, "parent": parent, "now": NOON, **defaults, **given})


def user(**given: Any) -> User:
    number = next(_numbers)
    password = given.pop("password", None)
    made = User(**{"username": f"person{number}", "name": f"某{number}", "email": f"p{number}@demo.invalid", **given})
    made.set_password(password) if password else made.set_unusable_password()
    made.save()
    return made


def holder(role: Role, of: PublicBody, **given: Any) -> User:
    made = user(**given)
    grant(role, of, made)
    return made


def grant(role: Role, of: PublicBody, to: User, **given: Any) -> RoleGrant:
    return services.grant_role(**{"by": SERVER, "user": to, "body": of, "role": role, "now": NOON, **given})
