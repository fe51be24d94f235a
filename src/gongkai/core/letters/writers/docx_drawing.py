"""Pictures in a Word letter: the seal behind the text, the code in a line, the mark of a draft across the page."""

import io
from typing import Final

import segno

_EMU: Final = 36_000  # English metric units a millimetre
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def code_png(address: str) -> bytes:
    """Return the code that leads to an address as PNG, with its quiet zone."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()


def _graphic(relation: str, wide: int, high: int, words: str) -> str:
    return (
        f'<wp:docPr id="{1 if relation == "rIdSeal" else 2}" name="{words}" descr="{words}"/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{words}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )


def inline(relation: str, width: float, height: float, words: str) -> str:
    """Return a run with a picture in the line; millimetres."""
    wide, high = round(width * _EMU), round(height * _EMU)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f"{_graphic(relation, wide, high, words)}</wp:inline></w:drawing></w:r>"
    )


def anchored(relation: str, width: float, height: float, x: float, y: float) -> str:
    """Return a run with a picture behind the text, placed from the left edge of the text and from its paragraph."""
    wide, high = round(width * _EMU), round(height * _EMU)
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:posOffset>{round(x * _EMU)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{round(y * _EMU)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_graphic(relation, wide, high, '印章')}</wp:anchor></w:drawing></w:r>"
    )


def watermark(words: str) -> str:
    """Return a run with the mark of a draft across the page, as Word itself makes it."""
    return (
        '<w:r><w:pict><v:shapetype id="draftType" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="draftMark" type="#draftType" style="position:absolute;width:360pt;height:180pt;rotation:315;'
        "z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e8e8e8" stroked="f">'
        f'<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="{words}"/></v:shape></w:pict></w:r>'
    )
