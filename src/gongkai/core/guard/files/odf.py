"""OpenDocument files (odt, ods, odp): hidden parts, tracked changes, annotations, notes, properties, macros."""

import posixpath
import re
from typing import Final

from gongkai.core.guard.files import kinds as k
from gongkai.core.guard.files.colours import is_white
from gongkai.core.guard.files.look import Look
from gongkai.core.guard.files.numbers import whole
from gongkai.core.guard.files.office import PICTURE
from gongkai.core.guard.files.package import Element, Package
from gongkai.core.guard.files.properties import told
from gongkai.core.guard.files.tables import Table
from gongkai.core.guard.files.xlsx import letters
from gongkai.core.guard.model import Kind, Place
from gongkai.core.guard.registry import reads_package

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"


def _name(prefix: str, name: str) -> str:
    space = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "fo": f"{_NS}xsl-fo-compatible:1.0",
    }
    return f"{{{space.get(prefix, f'{_NS}{prefix}:1.0')}}}{name}"


_P, _H = _name("text", "p"), _name("text", "h")
_ANNOTATION: Final = _name("office", "annotation")
_CHANGES: Final = _name("text", "tracked-changes")
_NOTES: Final = _name("presentation", "notes")
_TABLE, _ROW = _name("table", "table"), _name("table", "table-row")
_CELLS: Final = (_name("table", "table-cell"), _name("table", "covered-table-cell"))
_REPEATED: Final = _name("table", "number-columns-repeated")
_STYLE_NAME: Final = _name("table", "style-name")
_MOST_REPEATED: Final = 1024
_PEOPLE: Final = {
    _name("meta", "initial-creator"): "作者",
    _name("dc", "creator"): "最后保存者",
    _name("meta", "printed-by"): "打印者",
}
_HIDDEN_TEXT: Final = (_name("text", "hidden-text"), _name("text", "hidden-paragraph"))


@reads_package("odt", "ods", "odp")
def read(look: Look, package: Package) -> None:
    """Look into an OpenDocument file."""
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        look.found(k.ENCRYPTED)
        return
    content, styles = package.xml("content.xml"), package.optional_xml("styles.xml")
    hidden = _hidden_styles(content, styles)
    _content(look, content, hidden)
    if styles is not None:
        for line in _lines(styles):
            look.text(line, Place(part="页眉页脚"))
    _meta(look, package)
    _members(look, package)


def _hidden_styles(content: Element, styles: Element | None) -> dict[str, str]:
    """Return the styles that hide what bears them, with the reason: text, white text, sheets, slides."""
    found: dict[str, str] = {}
    for root in (content, *([styles] if styles is not None else [])):
        for style in root.iter(_name("style", "style")):
            reason = _reason(style)
            if reason:
                found[style.get(_name("style", "name"), "")] = reason
    return found


def _reason(style: Element) -> str:
    for properties in style.iterchildren():
        if properties.get(_name("text", "display")) == "none":
            return "设为隐藏"
        if properties.get(_name("table", "display")) == "false":
            return "工作表"
        if properties.get(_name("presentation", "visibility")) == "hidden":
            return "幻灯片"
        ground = properties.get(_name("fo", "background-color"), "transparent")
        bare = ground == "transparent" or is_white(ground)
        if (
            is_white(properties.get(_name("fo", "color"), ""))
            and bare
            and style.get(_name("style", "family")) == "text"
        ):
            return "与纸同色"
    return ""


# What lies apart from the text it stands in.
_APART: Final = {_ANNOTATION: (k.COMMENT, "批注"), _CHANGES: (k.CHANGE, "修订"), _NOTES: (k.NOTES, "备注")}


def _content(look: Look, root: Element, hidden: dict[str, str]) -> None:
    for tag, (found, part) in _APART.items():
        texts = [line for one in root.iter(tag) for line in _lines(one)]
        if texts or (tag == _CHANGES and next(root.iter(tag), None) is not None):
            sample = f"{len(texts)} 处，如{look.sample(texts[0])}" if texts else ""
            look.found(found, shown=sample)
            for text in texts:
                look.text(text, Place(part=part))
    _hidden_texts(look, root, hidden)
    for number, page in enumerate(root.iter(_name("draw", "page")), start=1):
        look.budget.turn(1)
        if hidden.get(page.get(_name("draw", "style-name"), "")) == "幻灯片":
            look.found(k.HIDDEN_SLIDE, Place(page=number), look.sample(" ".join(_lines(page))))
    for table in root.iter(_TABLE):
        _table(look, table, hidden)
    _paragraphs(look, root)
    _links(look, root)


def _paragraphs(look: Look, root: Element) -> None:
    number = 0
    for paragraph in root.iter(_P, _H):
        parents = {parent.tag for parent in paragraph.iterancestors()}
        if not parents & {_TABLE, *_APART}:
            number += 1
            look.text(_text(paragraph), Place(part="正文", paragraph=number))


def _links(look: Look, root: Element) -> None:
    for link in root.iter():
        target = link.get(_name("xlink", "href"), "")
        if re.match(r"(?:https?|ftp|file):|//", target):
            if link.tag == _name("text", "a"):
                look.text(target, Place(part="超链接"))
            else:
                look.found(k.EXTERNAL, shown=look.sample(target))


def _hidden_texts(look: Look, root: Element, hidden: dict[str, str]) -> None:
    """Tell text hidden by a style, a condition or a section."""
    pieces: list[tuple[str, str]] = []
    for element in root.iter():
        if element.tag in _HIDDEN_TEXT:
            text = _text(element) or element.get(_name("text", "string-value"), "")
            pieces.append((text, "隐藏文字域"))
        elif element.tag == _name("text", "section") and element.get(_name("text", "display")) == "none":
            pieces.append((" ".join(_lines(element)), "隐藏的节"))
        elif element.tag in (_name("text", "span"), _P, _H):
            reason = hidden.get(element.get(_name("text", "style-name"), ""), "")
            if reason in ("设为隐藏", "与纸同色"):
                pieces.append((_text(element), reason))
    for text, reason in pieces:
        if text.strip():
            look.found(k.HIDDEN_TEXT, shown=f"{look.sample(text)}（{reason}）")


def _table(look: Look, table: Element, hidden: dict[str, str]) -> None:
    title = table.get(_name("table", "name"), "")
    columns = _hidden_columns(table)
    reader = Table(look)
    rows: list[str] = []
    cells_hidden: dict[int, list[str]] = {}
    everything: list[str] = []
    for number, row in enumerate(table.iter(_ROW), start=1):
        if next(row.iterancestors(_TABLE), None) is not table:
            continue
        invisible = row.get(_name("table", "visibility"), "visible") != "visible"
        column = 1
        for cell in row.iterchildren(*_CELLS):
            text = " ".join(_text(line) for line in cell.iterchildren(_P))
            if text.strip():
                everything.append(text)
                reader.take(number, column, text, Place(sheet=title, cell=f"{letters(column)}{number}"))
                if invisible:
                    rows.append(text)
                elif column in columns:
                    cells_hidden.setdefault(column, []).append(text)
            column += min(max(1, whole(cell.get(_REPEATED), 1)), _MOST_REPEATED)
    reader.finish()
    if hidden.get(table.get(_STYLE_NAME, "")) == "工作表" and everything:
        look.found(k.HIDDEN_SHEET, Place(sheet=title), f"{len(everything)} 个有内容的单元格")
    _tell_cells(look, k.HIDDEN_ROWS, Place(sheet=title), rows)
    for number, texts in sorted(cells_hidden.items()):
        _tell_cells(look, k.HIDDEN_COLUMNS, Place(sheet=title, cell=f"{letters(number)}列"), texts)


def _tell_cells(look: Look, found: Kind, place: Place, texts: list[str]) -> None:
    if texts:
        look.found(found, place, f"{len(texts)} 个有内容的单元格，如{look.sample(' '.join(texts[:5]))}")


def _hidden_columns(table: Element) -> set[int]:
    found: set[int] = set()
    number = 1
    for column in table.iter(_name("table", "table-column")):
        count = min(max(1, whole(column.get(_REPEATED), 1)), _MOST_REPEATED)
        if column.get(_name("table", "visibility"), "visible") != "visible":
            found |= set(range(number, number + count))
        number += count
    return found


def _lines(root: Element) -> list[str]:
    return [text for line in root.iter(_P, _H) if (text := _text(line)).strip()]


def _text(element: Element) -> str:
    """Return the text of a paragraph without the annotations in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in (_name("text", "tab"), _name("text", "line-break")):
            parts.append("\t")
        elif child.tag == _name("text", "s"):
            parts.append(" ")
        elif child.tag not in _APART and child.tag not in (_P, _H):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _meta(look: Look, package: Package) -> None:
    root = package.optional_xml("meta.xml")
    people: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        value = (element.text or "").strip()
        if element.tag in _PEOPLE and value:
            people[_PEOPLE[str(element.tag)]] = value
        elif element.tag in (_name("dc", "title"), _name("dc", "description"), _name("meta", "user-defined")):
            look.text(value, Place(part="文件属性"))
    shown = told(people)
    if shown:
        look.found(k.PROPERTIES, shown=shown)


def _members(look: Look, package: Package) -> None:
    """Take macros, pictures, and files put into the document."""
    scripts = [
        name
        for name in package.names
        if name.startswith(("Basic/", "Scripts/")) and not name.endswith((".xlb", ".xlc"))
    ]
    if scripts:
        look.found(k.MACRO)
    for name in filter(PICTURE.search, package.below("Pictures/")):
        look.file(f"图片{posixpath.basename(name)}", package.read(name))
    for name in package.names:
        if re.fullmatch(r"(?:\./)?Object[ _]\d+(?:/content\.xml)?", name):
            title = name.split("/")[0]
            look.found(k.EMBEDDED, shown=title)
            if name.endswith("content.xml"):
                for line in _lines(package.xml(name)):
                    look.text(line, Place(part=f"嵌入的{title}"))
            else:
                look.file(title, package.read(name))
