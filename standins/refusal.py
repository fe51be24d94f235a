"""What a server says no with."""


class Refusal(Exception):
    """A code with its message."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
