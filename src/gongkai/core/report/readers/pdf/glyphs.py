"""Characters that PDF files give in place of the ones printed, and text that cannot be told at all."""

import re
import unicodedata
from typing import Final

# Radicals that fonts share with characters: some producers name the radical. Those of the supplement have no
# decomposition in Unicode, so they stand here with the character they look like.
_SUPPLEMENT: Final = (
    "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺝月⺟母⺠民⺡水⺢水⺣火⺥爪⺧牛⺨犬⺪疋⺫目⺬示⺭示⺮竹⺯糸⺰纟⺱网⺲网⺴网⺶羊⺷羊⺸羊⺹老⺺聿⺼月⺽臼"
    "⺾艸⺿艸⻀艸⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼"
    "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟"
)
_ODD: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\x02\ufffe\xad]")
_HYPHENS: Final = "\x02\ufffe\xad"
_GARBLED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_FEWEST: Final = 20  # characters: fewer tell nothing


def _table() -> dict[int, str]:
    table = dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table | {ord(hyphen): "-" for hyphen in _HYPHENS}


_PLAIN: Final = _table()


def mended(text: str) -> str:
    """Return the text with radicals, compatibility characters and soft hyphens as the characters printed.

    Each character stays one character.
    """
    return text.translate(_PLAIN) if _ODD.search(text) else text


def is_garbled(text: str) -> bool:
    """Tell whether most characters are unknown or private: the file's fonts do not say which ones they are."""
    bare = "".join(text.split())
    return len(bare) >= _FEWEST and len(_GARBLED.findall(bare)) > len(bare) / 2
