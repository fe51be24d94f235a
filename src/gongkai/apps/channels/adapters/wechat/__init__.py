"""WeChat official accounts (微信公众号): a draft is made and read back; publishing is a choice.

Mass sending (群发) is never done from here: it is a person's act in the platform.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from gongkai.apps.channels.adapters.contract import Job, Outcome, Refused
from gongkai.apps.channels.adapters.wechat.api import BAD_MEDIA, BY_A_PERSON, Api, WeChatSaid
from gongkai.apps.channels.adapters.wechat.finding import draft_of, published_of
from gongkai.apps.channels.article import (
    Article,
    article_of,
    pictures_of,
    words_of,
)
from gongkai.apps.channels.models import Channel
from gongkai.apps.channels.pictures import cover, fitted, stored
from gongkai.apps.channels.states import State, Step

POLL: Final = timedelta(seconds=20)
DAILY: Final = timedelta(days=1)
WATCHED_FOR: Final = timedelta(days=30)  # afterwards an article is no longer looked at
SETTLES: Final = timedelta(minutes=10)  # a publishing that was asked for and left no trace until then was not begun
RUNNING, DONE = 1, 0
GONE: Final = {5: "作者在公众号后台删除了文章", 6: "平台封禁了文章"}
FAILED: Final = {2: "没有通过原创审核", 3: "平台没有说明原因", 4: "没有通过平台审核"}


class WeChat:
    """Serves an official account."""

    def send(self, job: Job) -> Outcome:
        """Make the draft, compare it with what was sent, and publish it where the account is set to."""
        api = Api.of(job.channel)
        if job.has("submitting") or job.has("publish_id"):
            return self._resume(api, job)
        article = self._article(api, job)
        differing = self._draft(api, job, article)
        if differing:
            return Outcome(Step.DRAFT, told=f"平台保存的草稿与原稿不同：{differing}。请在公众号后台核对后发布")
        if not job.channel.publishes:
            return Outcome(Step.DRAFT, told="请到公众号后台发布，再登记链接")
        return self._submit(api, job)

    def look(self, job: Job) -> Outcome:
        """See what became of a publishing, or whether a published article is still there."""
        api = Api.of(job.channel)
        if job.delivery.state == State.DONE:
            return self._still_there(api, job)
        return self._resume(api, job)

    def remove(self, job: Job) -> Outcome:
        """Delete the draft and the article. What a person published in the platform, a person deletes there."""
        api = Api.of(job.channel)
        article = job.has("article_id")
        if not article and (job.has("submitting") or job.has("publish_id")):
            found = published_of(api, job.delivery.key)
            article = found.article_id if found else None
        draft = job.has("media_id") or (draft_of(api, job.delivery.key) if job.has("drafting") else None)
        if draft:
            _unless_gone(lambda: api.call("/cgi-bin/draft/delete", {"media_id": draft}))
        if article:
            _unless_gone(lambda: api.call("/cgi-bin/freepublish/delete", {"article_id": article, "index": 0}))
            return Outcome(Step.REMOVE, told="文章已从公众号删除")
        if job.delivery.link or job.delivery.done_at:
            return Outcome(Step.HAND_BACK, told="这篇由人发布，请在公众号后台删除后登记")
        return Outcome(Step.REMOVE, told="草稿已删除")

    def _article(self, api: Api, job: Job) -> Article:
        known: dict[str, str] = dict(job.has("pictures") or {})
        for address in pictures_of(job.disclosure.html):
            data = None if address in known else stored(address)
            if data is None:
                continue
            content, kind = fitted(data)
            file = {"media": (f"tupian.{'jpg' if kind == 'jpeg' else kind}", content, f"image/{kind}")}
            known[address] = str(api.call("/cgi-bin/media/uploadimg", files=file)["url"])
            job.keep(pictures=known)
        return article_of(job.disclosure, job.delivery.key, known)

    def _draft(self, api: Api, job: Job, article: Article) -> str:
        """Make the draft unless it is there; return in what the platform's copy differs, empty for nothing."""
        media = job.has("media_id")
        if media is None and job.has("drafting"):  # cut off last time: it may be there
            media = draft_of(api, job.delivery.key)
        if media is None:
            job.keep(drafting=True)
            media = self._add(api, job, article)
        job.keep(media_id=media, drafting=True)
        return difference(article, api.call("/cgi-bin/draft/get", {"media_id": media}))

    def _add(self, api: Api, job: Job, article: Article) -> str:
        thumb = thumb_of(api, job.channel)
        try:
            return str(api.call("/cgi-bin/draft/add", {"articles": [article.fields(thumb)]})["media_id"])
        except WeChatSaid as said:
            if said.number != BAD_MEDIA:
                raise
        thumb = thumb_of(api, job.channel, anew=True)  # somebody has deleted the cover from the library
        return str(api.call("/cgi-bin/draft/add", {"articles": [article.fields(thumb)]})["media_id"])

    def _submit(self, api: Api, job: Job) -> Outcome:
        job.keep(submitting=job.now.isoformat())
        try:
            answer = api.call("/cgi-bin/freepublish/submit", {"media_id": job.has("media_id")})
        except WeChatSaid as said:
            if said.again:
                raise
            job.keep(submitting=None)
            if said.number not in BY_A_PERSON:
                raise
            return Outcome(Step.DRAFT, f"{said.told}草稿已备好，请到公众号后台发布，再登记链接", code=said.code)
        job.keep(publish_id=str(answer["publish_id"]))
        return Outcome(Step.ACCEPT, told="", again_in=POLL)

    def _resume(self, api: Api, job: Job) -> Outcome:
        """Go on where publishing was asked for: by its number, else by looking for the article."""
        if job.has("publish_id"):
            return self._result(api, job)
        found = published_of(api, job.delivery.key)
        if found:
            job.keep(article_id=found.article_id)
            return Outcome(Step.FINISH, link=found.link, again_in=DAILY)
        begun = job.now - datetime.fromisoformat(job.has("submitting"))
        if begun < SETTLES:
            raise Refused("发布的结果还没有出现，稍后再查。", again=True)
        if draft_of(api, job.delivery.key):
            return self._submit(api, job)
        return Outcome(Step.DOUBT, told="草稿箱和已发布里都没有找到，请在公众号后台核对")

    def _result(self, api: Api, job: Job) -> Outcome:
        answer = api.call("/cgi-bin/freepublish/get", {"publish_id": job.has("publish_id")})
        status = int(answer["publish_status"])
        if status == DONE:
            job.keep(article_id=str(answer["article_id"]))
            items = answer.get("article_detail", {}).get("item") or [{}]
            return Outcome(Step.FINISH, link=str(items[0].get("article_url", "")), again_in=DAILY)
        if status == RUNNING:
            return Outcome(None if job.delivery.state == State.UNDER_WAY else Step.ACCEPT, again_in=POLL)
        why = {**FAILED, **GONE}.get(status, "平台给出了不认识的结果")
        job.keep(publish_id=None, submitting=None)
        return Outcome(Step.DRAFT, told=f"发布没有成功：{why}。请到公众号后台处理草稿", code=str(status))

    def _still_there(self, api: Api, job: Job) -> Outcome:
        done = job.delivery.done_at
        if not job.has("publish_id") or done is None or job.now - done > WATCHED_FOR:
            return Outcome(None)
        answer = api.call("/cgi-bin/freepublish/get", {"publish_id": job.has("publish_id")})
        status = int(answer["publish_status"])
        if status in GONE:
            return Outcome(Step.LOSE, told=f"{GONE[status]}，请核实原因", code=str(status))
        return Outcome(None, again_in=DAILY)


def difference(sent: Article, kept: dict[str, Any]) -> str:
    """Return in what a draft as the platform keeps it differs from what was sent; empty for nothing."""
    held = (kept.get("news_item") or [{}])[0]
    found = []
    if held.get("title") != sent.title:
        found.append("标题")
    if words_of(str(held.get("content", ""))) != words_of(sent.content):
        found.append("正文的文字")
    if str(held.get("content", "")).count("<img") != sent.content.count("<img"):
        found.append("图片")
    if held.get("content_source_url") != sent.source:
        found.append("阅读原文的网址")
    return "、".join(found)


def thumb_of(api: Api, channel: Channel, *, anew: bool = False) -> str:
    """Return the number of the account's permanent cover; it is drawn and uploaded once."""
    known = channel.kept.get("thumb_media_id")
    if known and not anew:
        return str(known)
    file = {"media": ("fengmian.jpg", cover(channel.public_body.short_name), "image/jpeg")}
    made = str(api.call("/cgi-bin/material/add_material", files=file, query={"type": "thumb"})["media_id"])
    with transaction.atomic():
        row = Channel.objects.select_for_update().get(pk=channel.pk)
        row.kept = {**row.kept, "thumb_media_id": made}
        row.save(update_fields=["kept"])
    channel.kept = row.kept
    return made


def _unless_gone(run: Any) -> None:
    try:
        run()
    except WeChatSaid as said:
        if said.number != BAD_MEDIA:
            raise
