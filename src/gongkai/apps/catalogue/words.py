"""The words of the rows of a catalogue."""

from gongkai.apps.bodies.roles import Labelled


class Level(Labelled):
    """At which level a matter is made public (公开层级); many catalogues have this column."""

    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡级"
    BOTH = "both", "县级、乡级"


class ImportState(Labelled):
    """Where an import stands."""

    PREVIEWED = "previewed", "待确认"
    DONE = "done", "已导入"
    UNDONE = "undone", "已撤销"


class Origin(Labelled):
    """Where a task comes from."""

    PLAN = "plan", "工作方案"
    PROBLEM = "problem", "上一年度报告写的问题"


class TaskState(Labelled):
    """Where a task stands."""

    OPEN = "open", "办理中"
    DONE = "done", "已完成"
    DROPPED = "dropped", "不再办理"
