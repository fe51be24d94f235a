"""Takes out of a Word document's tree what a person who opens it does not see, before the text is read.

Deleted and moved text (tracked changes, 修订), hidden runs (隐藏文字), the second of two alternatives, the reading
above a ruby character, and the list of contents (目录), which repeats headings. Text boxes are put behind the paragraph
to which they are anchored.
"""

from collections.abc import Callable

from gongkai.core.report.readers.docx import names as n
from gongkai.core.report.readers.docx.names import Element

HIDDEN_TEXT = "文档里有隐藏文字，没有读取。"


def clean(root: Element, hides: Callable[[str], bool]) -> list[str]:
    """Change the tree so that it holds the visible text alone; return warnings on what was left out.

    `hides` tells whether a character style hides its text.
    """
    for old in list(root.iter(*n.OLD_PROPERTIES)):
        _remove(old)
    for gallery in list(root.iter(n.GALLERY)):
        if gallery.get(n.VAL) == n.LIST_OF_CONTENTS:
            _remove(_ancestor(gallery, n.CONTENT_CONTROL))
    for alternatives in list(root.iter(n.ALTERNATIVES)):
        _choose(alternatives)
    joined: dict[Element, Element] = {}  # paragraphs whose runs were moved to another, and that other
    for change in list(root.iter(n.DELETED, n.MOVED_AWAY)):
        _drop_change(change, joined)
    for mark in list(root.iter(n.DELETED_CELL)):
        _remove(_ancestor(mark, n.CELL))
    for reading in list(root.iter(n.RUBY_TEXT)):
        _remove(reading)
    for box in reversed(list(root.iter(n.TEXT_BOX))):
        _put_behind_anchor(box)
    return [HIDDEN_TEXT] if _drop_hidden(root, hides) else []


def _choose(alternatives: Element) -> None:
    """Keep one of the alternatives (mc:AlternateContent): the first that holds text, else the first."""
    branches = list(alternatives)
    kept = next((branch for branch in branches if any(True for _ in branch.iter(n.TEXT))), None)
    for branch in branches:
        if branch is not (kept if kept is not None else branches[0]):
            alternatives.remove(branch)


def _drop_change(change: Element, joined: dict[Element, Element]) -> None:
    """Carry out one tracked deletion: of a run, of a row, or of a paragraph's end."""
    parent = change.getparent()
    if parent is None:
        return
    if parent.tag == n.ROW_PROPERTIES:
        _remove(parent.getparent())
    elif parent.tag != n.RUN_PROPERTIES:
        parent.remove(change)
    elif (properties := parent.getparent()) is not None and properties.tag == n.PARAGRAPH_PROPERTIES:
        _join_with_next(properties.getparent(), joined)


def _join_with_next(paragraph: Element | None, joined: dict[Element, Element]) -> None:
    """Append the next paragraph's runs, since the paragraph mark between the two was deleted."""
    if paragraph is None:
        return
    first = joined.get(paragraph, paragraph)
    following = first.getnext()
    if following is not None and following.tag == n.PARAGRAPH:
        first.extend(child for child in list(following) if child.tag != n.PARAGRAPH_PROPERTIES)
        _remove(following)
        joined[following] = first


def _put_behind_anchor(box: Element) -> None:
    """Move a text box behind the paragraph that anchors it, so that its paragraphs are blocks like others."""
    anchor = _ancestor(box, n.PARAGRAPH)
    if anchor is not None:
        anchor.addnext(box)


def _drop_hidden(root: Element, hides: Callable[[str], bool]) -> bool:
    """Remove hidden runs; tell whether any of them held text."""
    marks = [mark for mark in root.iter(n.VANISH) if n.is_on(mark)]
    marks += [style for style in root.iter(n.STYLE_OF_RUN) if hides(style.get(n.VAL, ""))]
    found = False
    for mark in marks:
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is not None and run.tag == n.RUN:
            found = found or any(text.text for text in run.iter(n.TEXT))
            _remove(run)
    return found


def _ancestor(element: Element, tag: str) -> Element | None:
    return next(element.iterancestors(tag), None)


def _remove(element: Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
