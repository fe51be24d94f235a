"""The vectors of the rules, as parametrised cases."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "vectors"


def load(name: str, table: str = "vectors") -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))[table]


def cases(name: str, table: str = "vectors") -> list[Any]:
    return [pytest.param(vector, id=vector["id"]) for vector in load(name, table)]
