"""The triggers that let the entries of cases only grow, on both databases."""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED: Final = "case entries: rows are appended, never changed"
SQLITE: Final = tuple(
    f"CREATE TRIGGER applications_event_no_{verb.lower()} BEFORE {verb} ON applications_caseevent "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for verb in ("UPDATE", "DELETE")
)
POSTGRESQL: Final = (
    (
        "CREATE FUNCTION applications_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION '{REFUSED}'; END$$"
    ),
    (
        "CREATE TRIGGER applications_event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON applications_caseevent "
        "FOR EACH STATEMENT EXECUTE FUNCTION applications_refuse()"
    ),
)
SQLITE_OFF: Final = tuple(f"DROP TRIGGER applications_event_no_{verb}" for verb in ("update", "delete"))
POSTGRESQL_OFF: Final = (
    "DROP TRIGGER applications_event_kept ON applications_caseevent",
    "DROP FUNCTION applications_refuse()",
)


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off, before a migration that must change the table."""
    _run(schema_editor, SQLITE_OFF, POSTGRESQL_OFF)


def _run(editor: BaseDatabaseSchemaEditor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]:
        editor.execute(statement, params=None)
