"""Namespaces and names of OOXML that redaction speaks of."""

from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V: Final = "{urn:schemas-microsoft-com:vml}"
X: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XDR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
STRICT: Final = "http://purl.oclc.org/ooxml/"  # the names of the strict form
