"""The one page a leader reads each month (月报): figures, the order with reasons, what wants attention, pictures."""

from gongkai.core.oversight.brief.model import Brief
from gongkai.core.oversight.brief.pdf import render

__all__ = ["Brief", "render"]
