"""What the body of a disclosure is made of: text, tables, pictures, footnotes. `rendering` turns it into HTML."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

FEATURES: Final = [
    "h2",
    "h3",
    "h4",
    "ol",
    "ul",
    "bold",
    "italic",
    "strikethrough",
    "superscript",
    "subscript",
    "hr",
    "link",
]
INLINE: Final = ["bold", "italic", "superscript", "subscript", "link"]
TABLE_OPTIONS: Final[dict[str, Any]] = {
    "mergeCells": True,
    "contextMenu": [
        *("row_above", "row_below", "---------", "col_left", "col_right", "---------"),
        *("remove_row", "remove_col", "---------", "mergeCells", "---------", "undo", "redo"),
    ],
    "language": "zh-CN",
}


class PictureBlock(StructBlock):
    """A picture with the words that stand for it."""

    image = ImageChooserBlock(label=_("图片"))
    text = CharBlock(label=_("替代文字"), max_length=200, help_text=_("看不见图片的人会听到这句话"))
    caption = CharBlock(label=_("图注"), max_length=200, required=False)

    class Meta:
        """How the editor shows it."""

        icon = "image"
        label = _("图片")


class FootnoteBlock(StructBlock):
    """One footnote; the text points to it by a link to #zhu-MARK."""

    mark = CharBlock(label=_("注号"), max_length=10)
    text = RichTextBlock(label=_("注文"), features=INLINE)

    class Meta:
        """How the editor shows it."""

        icon = "openquote"
        label = _("脚注")


class BodyBlock(StreamBlock):
    """The body (正文)."""

    text = RichTextBlock(label=_("文字"), features=FEATURES, icon="pilcrow")
    table = TableBlock(label=_("表格"), table_options=TABLE_OPTIONS)
    picture = PictureBlock()
    footnotes = ListBlock(FootnoteBlock(), label=_("脚注"), icon="openquote")

    class Meta:
        """A body may be empty where an attachment holds the text."""

        required = False
        label = _("正文")
