"""Every error of the guard that a user can mend: what is wrong (`problem`) and how to mend it (`remedy`)."""


class GuardError(Exception):
    """A file, or a list that a body edits, could not be used."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class WrongList(GuardError):
    """A list of words or leaders is not written as it should be."""

    def __init__(self, what: str) -> None:
        super().__init__(f"名单写得不对：{what}。", "请对照“怎样在发布前检查材料”一页的例子改正。")
