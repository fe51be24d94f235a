"""Start Django for a command that needs it."""

import os
from typing import Final

import click

SETTINGS_MODULE: Final = "gongkai.site.settings"


def start_django() -> None:
    """Load the settings and the apps; wrong settings end the command with what is wrong with each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(str(error).strip()) from None
