"""An address as a picture that a phone reads."""

from typing import Final

import segno

MASK: Final = 3  # any pattern can be read; to try all eight costs more than the rest of the page


def qr_image(address: str) -> str:
    """Return a QR code as the address of an image that holds itself (data:)."""
    return str(
        segno.make(address, error="m", micro=False, mask=MASK).svg_data_uri(
            scale=3, border=2, dark="#000", light="#fff"
        )
    )
