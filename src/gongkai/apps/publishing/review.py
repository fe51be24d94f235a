"""What Wagtail's workflow calls when its last step is signed."""

from typing import Any


def finished(workflow_state: Any, user: Any = None) -> None:
    """Leave publication to `services.publish`: an approved disclosure waits for it."""
