"""The triggers that let the log only grow, on both databases.

They stop programs and hurried hands. Who may drop triggers can still change rows: `selectors.verify` finds that.
"""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED: Final = "audit log: rows are appended, never changed"

SQLITE: Final = (
    *(
        f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END",
    (
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head "
        f"WHEN NEW.number <> OLD.number + 1 OR NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    ),
)
POSTGRESQL: Final = (
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION '{REFUSED}'; END$$",
    (
        "CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    (
        "CREATE TRIGGER audit_head_kept BEFORE DELETE OR TRUNCATE ON audit_head "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
    ),
    (
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head FOR EACH ROW "
        "WHEN (NEW.number <> OLD.number + 1 OR NEW.id <> OLD.id) EXECUTE FUNCTION audit_refuse()"
    ),
)
SQLITE_OFF: Final = tuple(
    f"DROP TRIGGER {name}"
    for name in ("audit_entry_no_update", "audit_entry_no_delete", "audit_head_no_delete", "audit_head_forward")
)
POSTGRESQL_OFF: Final = (
    "DROP TRIGGER audit_entry_kept ON audit_entry",
    "DROP TRIGGER audit_head_kept ON audit_head",
    "DROP TRIGGER audit_head_forward ON audit_head",
    "DROP FUNCTION audit_refuse()",
)


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers on."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off, before a migration that must change the table."""
    _run(schema_editor, SQLITE_OFF, POSTGRESQL_OFF)


def _run(editor: BaseDatabaseSchemaEditor, sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> None:
    statements = {"sqlite": sqlite, "postgresql": postgresql}[editor.connection.vendor]
    for statement in statements:
        editor.execute(statement, params=None)
