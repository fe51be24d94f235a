"""The end of the chain, and the triggers that let the log only grow."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from gongkai.apps.audit.protection import protect, release


def make_head(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("audit", "Head").objects.using(schema_editor.connection.alias).create()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_log")]
    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(protect, release, elidable=False),
    ]
