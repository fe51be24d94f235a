"""What may go wrong with a search, in words for the person who searched."""


class SearchError(Exception):
    """A search that cannot be answered; `problem` says why, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy


class SearchDown(SearchError):
    """There is no index, or it cannot be read."""

    def __init__(self) -> None:
        super().__init__("检索暂时不能使用。", "请从栏目列表查找，或者过一会儿再检索。")


class IndexBusy(SearchError):
    """Another process is writing the index."""

    def __init__(self) -> None:
        super().__init__("检索索引正在由另一个进程写入。", "请等它写完；同一时间只能有一个进程写索引。")


class QuestionTooLong(SearchError):
    """More was asked than a search takes."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"检索词超过{longest}个字。", "请只写最要紧的几个词，用空格隔开。")
