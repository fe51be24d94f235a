"""Which fonts an official document is set in: for each style the families of GB/T 9704, then what stands in for them.

The first families are those of the standard where they are installed; the last come with a package that pip installs,
so that a document is right on a machine where nobody has installed a font. A character that a family lacks is taken
from the next one (喆, 堃 and others are missing in many fonts of 仿宋).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn as packaged

# The families that come through pip, and where their files are.
SERIF: Final = "Noto Serif SC"
SANS: Final = "Noto Sans SC"

STYLES: Final[Mapping[str, tuple[str, ...]]] = {
    # 小标宋: the title
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "Noto Serif CJK SC", SERIF, SANS),
    # 黑体: headings of the first level, heads of tables
    "heading": ("SimHei", "黑体", "FandolHei", "Noto Sans CJK SC", SANS, SERIF),
    # 楷体: headings of the second level
    "subheading": (
        "KaiTi_GB2312",
        "楷体_GB2312",
        "KaiTi",
        "楷体",
        "STKaiti",
        "FandolKai",
        "LXGW WenKai",
        "AR PL UKai CN",
        SERIF,
        SANS,
    ),
    # 仿宋: the text
    "body": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "仿宋",
        "STFangsong",
        "FandolFang R",
        "FandolFang",
        "Zhuque Fangsong",
        SERIF,
        SANS,
    ),
    # 宋体: the page mark
    "mark": ("SimSun", "宋体", "FandolSong", "Noto Serif CJK SC", SERIF, SANS),
}


def packaged_folders() -> list[Path]:
    """Return the folders of the fonts that come through pip."""
    return sorted({Path(packaged.serif_path()).parent, Path(packaged.sans_path()).parent})


def present(families: Iterable[str]) -> dict[str, list[str]]:
    """Return for each style the families that are among `families`, in order."""
    known = {family.lower() for family in families}
    return {style: [name for name in names if name.lower() in known] for style, names in STYLES.items()}
