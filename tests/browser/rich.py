"""A disclosure with everything a page may hold, published in the demonstration: run in a process of the site."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageDraw
from wagtail.documents.models import Document
from wagtail.images.models import Image

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.publishing import services
from gongkai.apps.publishing.models import Disclosure
from gongkai.apps.publishing.services.tree import media_folder_of
from gongkai.apps.publishing.services.writing import Writing
from gongkai.apps.publishing.stages import Stage

TITLE = "西关街道办事处关于虚构的社区活动室开放时间和收费标准的通知"
TEXT = (
    "<p>为方便居民使用社区活动室，现将开放时间和收费标准通知如下"
    '<a href="#zhu-1">〔1〕</a>。</p><h2>一、开放时间</h2><p>每天上午九点到晚上九点，法定节假日照常开放。</p>'
    "<h2>二、收费标准</h2><p>各活动室的收费标准见下表。六十岁以上的老人凭证件免费。</p>"
)
TABLE = [
    ["社区", "活动室", "", "收费（元/小时）"],
    ["", "名称", "面积（平方米）", ""],
    ["甲社区", "书画室", "60", "免费"],
    ["", "舞蹈室", "120", "20.00"],
    ["乙社区", "多功能厅", "240", "35.50"],
]
MERGED = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1), (2, 0, 2, 1)]


def make() -> str:
    """Publish it; return its address."""
    body = PublicBody.objects.get(slug="xiguan")
    folder, now = media_folder_of(body).collection, timezone.now()
    image = Image.objects.create(title="活动室", file=ContentFile(_picture(), "huodongshi.png"), collection=folder)
    file = Document.objects.create(
        title="预约表", file=ContentFile(b"\xef\xbb\xbfa,b\n", "yuyue.csv"), collection=folder
    )
    writing = Writing(
        {
            "title": TITLE,
            "document_number": "西街办发〔2026〕99号",
            "theme": "综合政务\\政务公开",
            "form": "通知",
            "keywords": "活动室 收费",
            "made_on": timezone.localdate(now),
            "summary": "社区活动室每天开放，六十岁以上的老人免费，其他人的收费标准见表。",
            "source": body.short_name,
            "body": [
                ("text", TEXT),
                ("table", _table()),
                ("picture", {"image": image, "text": "活动室的平面图，入口在南面", "caption": "活动室平面图"}),
                ("footnotes", [{"mark": "1", "text": "<p>本通知全部内容都是虚构的。</p>"}]),
            ],
        },
        attachments=[(file, "活动室预约表")],
    )
    column = services.home_of(body).columns.get(slug="notices")
    made = services.hand_in(by=SERVER, body=body, column=column, writing=writing, unit=None, now=now)
    Disclosure.objects.filter(pk=made.pk).update(stage=Stage.APPROVED)
    return services.publish(by=SERVER, disclosure=Disclosure.objects.get(pk=made.pk), now=now).address


def _table() -> dict[str, object]:
    merged = [{"row": row, "col": col, "rowspan": down, "colspan": along} for row, col, down, along in MERGED]
    return {
        "data": TABLE,
        "mergeCells": merged,
        "cell": [],
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": "社区活动室收费标准",
    }


def _picture() -> bytes:
    drawn, out = Picture.new("RGB", (900, 420), "#eef3fa"), BytesIO()
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((60, 60, 840, 360), outline="#174a8b", width=6)
    pen.line((450, 60, 450, 360), fill="#174a8b", width=4)
    pen.line((400, 360, 500, 360), fill="#c8202f", width=10)
    drawn.save(out, "PNG")
    return out.getvalue()
