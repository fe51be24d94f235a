"""The entries of cases only grow."""

from django.db import migrations

from gongkai.apps.applications.protection import protect, release


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_applications")]
    operations = [migrations.RunPython(protect, release, elidable=False)]
