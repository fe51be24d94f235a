"""Every act of oversight: one call, one transaction, one row of the log; and the counting of the worker."""

from gongkai.apps.oversight.services.briefs import send_brief
from gongkai.apps.oversight.services.counting import count, facts_due
from gongkai.apps.oversight.services.indicators import adopt, end, keep, replace
from gongkai.apps.oversight.services.packs import order_pack, packs_due
from gongkai.apps.oversight.services.tasks import accept, answer, assign, cancel, send_back

__all__ = [
    "accept",
    "adopt",
    "answer",
    "assign",
    "cancel",
    "count",
    "end",
    "facts_due",
    "keep",
    "order_pack",
    "packs_due",
    "replace",
    "send_back",
    "send_brief",
]
