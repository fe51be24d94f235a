"""Pictures of figures (图): accessible SVG, each with its table; readable at 360 px and on paper, in any colour.

A picture carries a title, a sentence that says what it shows, and the table of its figures. What differs in meaning
differs in pattern as well as in colour. Nothing has a style attribute: classes are styled by the page, and a picture
that stands alone brings its own sheet.
"""

from gongkai.core.pictures.bars import Bar, bars
from gongkai.core.pictures.columns import Column, columns
from gongkai.core.pictures.grid import Square, grid
from gongkai.core.pictures.picture import Picture, Table
from gongkai.core.pictures.strips import Strip, strips

__all__ = ["Bar", "Column", "Picture", "Square", "Strip", "Table", "bars", "columns", "grid", "strips"]
