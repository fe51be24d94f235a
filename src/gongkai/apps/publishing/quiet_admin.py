"""Wagtail's administration without its own letters about workflows: they would be sent in the middle of a transaction.

The desk shows what waits for whom, and the house's outbox carries its letters.
"""

from django.dispatch import Signal
from wagtail.admin.apps import WagtailAdminAppConfig


class QuietAdmin(WagtailAdminAppConfig):
    """The app `wagtailadmin`, named in INSTALLED_APPS in its place."""

    def ready(self) -> None:
        """Connect what Wagtail connects, and take its letters out again."""
        super().ready()
        take_out_letters()


def take_out_letters() -> list[bool]:
    """Disconnect Wagtail's letters; return for each whether it was connected."""
    return [signal.disconnect(sender=sender, dispatch_uid=uid) for signal, sender, uid in _letters()]


def _letters() -> list[tuple[Signal, type, str]]:
    from wagtail import signals
    from wagtail.models import TaskState, WorkflowState

    return [
        (signals.task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
        (signals.workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
        (signals.workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
        (signals.workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
    ]
