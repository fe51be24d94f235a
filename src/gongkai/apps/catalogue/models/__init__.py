"""Matters in their versions, imports of sheets, work plans and their tasks."""

from gongkai.apps.catalogue.models.matter import Matter
from gongkai.apps.catalogue.models.plan import PlanTask, TaskProgress, WorkPlan
from gongkai.apps.catalogue.models.sheet import MatterImport

__all__ = ["Matter", "MatterImport", "PlanTask", "TaskProgress", "WorkPlan"]
