"""What is wrong with a file as a whole."""


class SheetError(ValueError):
    """A file that cannot be read as a sheet: what is wrong (`problem`), how to mend it (`remedy`)."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}{remedy}")
        self.problem = problem
        self.remedy = remedy
