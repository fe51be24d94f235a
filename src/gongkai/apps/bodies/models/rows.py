"""How the log and the pages name rows and their columns."""

from typing import Any

from django.db import models


def kind_and_number(thing: models.Model) -> str:
    """Return how the log names a row: app.model:number."""
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001 Django's own documented name


def labels(model: type[models.Model], names: tuple[str, ...]) -> dict[str, str]:
    """Return the Chinese labels of a model's columns."""
    fields = {field.name: field for field in model._meta.fields}  # noqa: SLF001 Django's own documented name
    return {name: str(fields[name].verbose_name) for name in names}


def columns(model: type[models.Model]) -> set[str]:
    """Return the names of a model's columns."""
    return {field.name for field in model._meta.fields}  # noqa: SLF001 Django's own documented name


def snapshot(thing: models.Model, *names: str) -> dict[str, Any]:
    """Return fields of a row as the log keeps them: related rows by their numbers."""
    return {name: thing.serializable_value(name) for name in names}
