"""An address as a picture that a phone reads."""

import segno


def qr_image(address: str) -> str:
    """Return a QR code as the address of an image that holds itself (data:)."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=3, border=2, dark="#000", light="#fff"))
