"""What is wrong with a sheet as a whole."""

from gongkai.apps.ledgers.errors import WrongEntry


class SheetError(WrongEntry):
    """A file that cannot be imported."""
