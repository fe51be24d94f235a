"""The staff addresses (`/desk/…`) and who gets in there: each app writes its own list, in `tests/apps/<app>/doors.py`
or `tests/portal/<part>/doors.py`.

Such a module may hold:

- `DOORS`: a list of `Door`, the addresses that belong to a body, with the roles that get in. Written by hand, beside
  the table in code, so that a slip in the table is seen.
- `OWN`: addresses that show everybody their own things, whatever the role; `OWN_POST`: those things are sent to.
- `OPEN`: addresses that need no login.
- `ELSEWHERE`: a prefix of addresses (`desk/…/`) to the test file that walks them by itself and names the prefix, such
  as an editor with addresses by the hundred.
- `furnish(body)`: makes in a body what the addresses speak of, and returns the names that stand in them.

`test_staff_walk.py` walks them all. An address of the desk that stands in no list fails it.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.roles import Role

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Door:
    """An address of a body below /desk/, with {names} of what is behind it, and the roles that get in."""

    address: str
    roles: frozenset[Role]
    method: str = "get"

    @property
    def opened(self) -> int:
        """What is answered to those who get in."""
        return 302 if self.method == "post" else 200


def door(address: str, *roles: Role, method: str = "get") -> Door:
    return Door(address, frozenset(roles), method)


def modules() -> Iterator[ModuleType]:
    """Yield every list of doors there is."""
    for layer in ("apps", "portal"):
        for path in sorted((HERE.parent / layer).glob("*/doors.py")):
            yield importlib.import_module(f"tests.{layer}.{path.parent.name}.doors")


def all_of(kind: str) -> list[Any]:
    """Return what every list holds of one kind."""
    return [one for module in modules() for one in getattr(module, kind, ())]


def elsewhere() -> Mapping[str, str]:
    """Return the prefixes of addresses that other tests walk."""
    return {prefix: test for module in modules() for prefix, test in getattr(module, "ELSEWHERE", {}).items()}


def furnish(body: PublicBody) -> dict[str, Any]:
    """Make in a body what all the addresses speak of."""
    return {
        name: value
        for module in modules()
        if hasattr(module, "furnish")
        for name, value in module.furnish(body).items()
    }


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """Yield the route of every address of the site."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern).removeprefix("^")
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route
