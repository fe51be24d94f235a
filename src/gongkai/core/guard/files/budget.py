"""How much of a file, with all that is packed in it, is looked at: hostile files must cost little."""

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
FILE_LIMIT: Final = 100 * MEGABYTE
DEEPEST: Final = 5  # files within files
MOST_FINDINGS: Final = 2_000


class Exceeded(Exception):
    """The file holds more than is looked at; `limit` says which limit in Chinese."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(slots=True)
class Budget:
    """What is left of each limit for one file that was handed in."""

    unpacked: int = 400 * MEGABYTE
    members: int = 20_000
    characters: int = 3_000_000
    pieces: int = 500_000
    pages: int = 2_000

    def unpack(self, size: int) -> None:
        """Count bytes about to be unpacked."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise Exceeded("解压后的内容超过 400 MB")

    def open_members(self, count: int) -> None:
        """Count the members of an archive."""
        self.members -= count
        if self.members < 0:
            raise Exceeded("压缩包里的文件超过 2 万个")

    def read(self, count: int) -> None:
        """Count the characters of a piece of text, and the piece."""
        self.characters -= count
        if self.characters < 0:
            raise Exceeded("文字超过 300 万字")
        self.pieces -= 1
        if self.pieces < 0:
            raise Exceeded("段落和单元格超过 50 万个")

    def turn(self, count: int) -> None:
        """Count pages."""
        self.pages -= count
        if self.pages < 0:
            raise Exceeded("超过 2000 页")
