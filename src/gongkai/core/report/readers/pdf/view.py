"""How coordinates of a PDF page become those of the page as it is read."""

from typing import NamedTuple


class View(NamedTuple):
    """How page coordinates (y grows up) become those of the page as it is read: its visible box and its turn.

    `turn` is 0 to 3, in quarters against the clock, the way the text runs.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is read."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the point with y growing down."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def sides(self, boxes: list[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Return left, right, top and bottom of boxes (left, top, right, bottom one after the other) of the page."""
        left, top, right, bottom = boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4]
        if self.turn == 0:
            return _less(left, self.left), _less(right, self.left), _from(self.top, top), _from(self.top, bottom)
        if self.turn == 1:
            return _less(bottom, self.bottom), _less(top, self.bottom), _less(left, self.left), _less(right, self.left)
        if self.turn == 2:
            return (
                _from(self.right, right),
                _from(self.right, left),
                _less(bottom, self.bottom),
                _less(top, self.bottom),
            )
        return _from(self.top, top), _from(self.top, bottom), _from(self.right, right), _from(self.right, left)

    def bases(self, origins: list[float]) -> list[float]:
        """Return how far down the page the origins (x and y one after the other) of characters lie."""
        if self.turn == 0:
            return _from(self.top, origins[1::2])
        return [self.point(x, y)[1] for x, y in zip(origins[::2], origins[1::2], strict=True)]

    def rules(self, boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
        """Return left, top, right, bottom of boxes (left, bottom, right, top) of the page."""
        if self.turn == 0:
            x, y = self.left, self.top
            return [(left - x, y - top, right - x, y - bottom) for left, bottom, right, top in boxes]
        return [self._turned(box) for box in boxes]

    def _turned(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        x0, y0 = self.point(box[0], box[1])
        x1, y1 = self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _less(values: list[float], by: float) -> list[float]:
    return [value - by for value in values] if by else values


def _from(edge: float, values: list[float]) -> list[float]:
    return [edge - value for value in values]
