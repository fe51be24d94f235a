"""Indicators, counted facts, tasks for mending, evidence packs."""

from gongkai.apps.oversight.models.facts import YearFacts
from gongkai.apps.oversight.models.indicator import Indicator
from gongkai.apps.oversight.models.pack import EvidencePack
from gongkai.apps.oversight.models.task import Task, TaskStep

__all__ = ["EvidencePack", "Indicator", "Task", "TaskStep", "YearFacts"]
