"""The code on a receipt that leads to its page of progress (二维码), as rows of dark and light."""

import segno


def matrix(address: str) -> list[str]:
    """Return the code row by row, 1 for dark, without its quiet zone."""
    return ["".join("1" if dark else "0" for dark in row) for row in segno.make_qr(address, error="m").matrix]
