"""PDF files for redaction, made for the test; every name and number is invented."""

import io
import re
import zlib

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream

SECRET = "SECRETNAME"


def paper(*contents, fonts=None, **page):
    """A PDF of pages with a content stream each, in Helvetica."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for content in contents:
        resources = Dictionary(Font=Dictionary(F=font), **(fonts or {}))
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 400, 300]),
            Resources=resources,
            Contents=Stream(pdf, content.encode("latin-1")),
            **page,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    return pdf


def line(text, x=40, y=200, size=20, more=""):
    """One line of text as it is drawn."""
    return f"BT /F {size} Tf {more} {x} {y} Td ({text}) Tj ET\n"


def saved(pdf, **how):
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def everything(data):
    """All there is in a PDF: its bytes, every stream unpacked, every string and name, as one run of bytes."""
    parts = [data]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            parts.append(each.unparse(resolved=False))
            if isinstance(each, pikepdf.Stream):
                parts.append(each.read_raw_bytes())
                try:
                    parts.append(each.read_bytes())
                except pikepdf.PdfError:  # a picture
                    parts.append(b"")
        parts.append(pdf.trailer.unparse())
    whole = b"\0".join(parts)
    return whole + b"\0" + whole.replace(b"\0", b"")  # strings of two bytes a sign read as one


def text_of(data):
    with pypdfium2.PdfDocument(data) as found:
        return "".join(page.get_textpage().get_text_range() for page in found)


def bound_pictures(data):
    """The pictures a redacted file is made of."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [pikepdf.PdfImage(page.obj.Resources.XObject.Page).as_pil_image().convert("L") for page in pdf.pages]


def pictures(data, dots=72):
    with pypdfium2.PdfDocument(data) as found:
        return [page.render(scale=dots / 72).to_pil().convert("L") for page in found]


def incremental(data, new_object):
    """Append a later version of an object, as editors do, so that the earlier one stays in the file."""
    number, body = new_object
    at = len(data)
    start = data.rindex(b"startxref") + 9
    previous = int(data[start : data.rindex(b"%%EOF")])
    written = data + b"\n" + f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(written)
    root = re.findall(rb"/Root \d+ 0 R", data)[-1]
    size = len(pikepdf.open(io.BytesIO(data)).objects) + 1
    return (
        written
        + f"xref\n{number} 1\n{at + 1:010} 00000 n \ntrailer\n<< /Size {size} ".encode()
        + root
        + f" /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n".encode()
    )


def picture_of(pdf, pixels, width, height):
    """A grey picture as an object of the file."""
    stream = Stream(pdf, zlib.compress(bytes(pixels)))
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    return stream
