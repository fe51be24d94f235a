"""Documents inside documents: HTML pasted as escaped text, tables lost altogether (k)."""

import random
from html import escape

from tests.yard.labels import Wording
from tests.yard.outline import outline
from tests.yard.rendered import Rendered, finish
from tests.yard.shapes.html import SHAPES as HTML
from tests.yard.truth import Truth


def _escaped(truth: Truth, rng: random.Random) -> Rendered:
    made = HTML[rng.choice(("html-clean", "html-office"))](truth, rng)
    text = next(made.data.decode(code) for code in ("utf-8", "gb18030") if _decodes(made.data, code))
    body = escape(text, quote=rng.random() < 0.5)
    page = f"<html><body><div id='content'>{body}</div></body></html>" if rng.random() < 0.5 else body
    return Rendered(page.encode(), made.must)


def _decodes(data: bytes, code: str) -> bool:
    try:
        data.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _lost(truth: Truth, rng: random.Random) -> Rendered:
    """Headings with nothing under them: the tables were pictures or frames."""
    words = Wording(truth, rng, strange=rng.choice((0.2, 0.5)))
    html = rng.random() < 0.5
    out = []
    for kind, text in outline(truth, words, rng):
        if kind in {"t2", "t3", "t4"}:
            out.append(rng.choice(('<p><img src="t.png"/></p>', "<iframe src='t.html'></iframe>", "")) if html else "")
        else:
            out.append(f"<p>{text}</p>" if html else text)
    made = finish("\n".join(out), truth)
    return Rendered(made.data, frozenset(), gone=frozenset(truth.printed))


SHAPES = {"html-escaped": _escaped, "tables-lost": _lost}
