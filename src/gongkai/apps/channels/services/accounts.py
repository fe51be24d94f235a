"""The registry of accounts: opening, changing, pausing, closing; their secrets; what must go to them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from gongkai.apps.bodies.models import PublicBody, snapshot
from gongkai.apps.bodies.permissions import By
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.logged import day_of, lock_open, log
from gongkai.apps.channels import outbound
from gongkai.apps.channels.errors import ChannelError
from gongkai.apps.channels.kinds import MODES, SECRETS, ChannelKind, Mode, Secret
from gongkai.apps.channels.models import Channel, Delivery, RequiredChannel
from gongkai.apps.channels.outbox import take_back
from gongkai.apps.channels.states import State
from gongkai.apps.publishing.models import Column

FIELDS: Final = ("name", "mode", "account", "owner", "filing_number", "publishes", "with_files", "silence_days")


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of an account."""

    name: str
    mode: Mode
    account: str = ""
    owner: str = ""
    filing_number: str = ""
    publishes: bool = False
    with_files: bool = False
    silence_days: int = 14


@transaction.atomic
def open_channel(*, by: By, body: PublicBody, kind: ChannelKind, account: Account, now: datetime) -> Channel:
    """Register an account (登记渠道账号)."""
    body = lock_open(body, by, Act.KEEP_CHANNELS, now)
    _possible(body, kind, account)
    made = Channel.objects.create(public_body=body, kind=kind, opened_on=day_of(now), **asdict(account))
    after = snapshot(made, "kind", *FIELDS)
    log(Act.KEEP_CHANNELS, made, by=by, now=now, body=body, told=f"登记{made}", after=after)
    return made


@transaction.atomic
def change_channel(*, by: By, channel: Channel, account: Account, now: datetime) -> Channel:
    """Change what the registry says of an account; deliveries that wait go the new way."""
    row = _locked(channel, by, now)
    _possible(row.public_body, ChannelKind(row.kind), account, besides=row.pk)
    before = snapshot(row, *FIELDS)
    for name, value in asdict(account).items():
        setattr(row, name, value)
    after = snapshot(row, *FIELDS)
    if before == after:
        raise ChannelError("没有改动。", "请修改后再保存。")
    row.save(update_fields=list(FIELDS))
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=f"修改{row}", before=before, after=after)
    return row


@transaction.atomic
def set_secrets(*, by: By, channel: Channel, secrets: Mapping[Secret, str], now: datetime) -> Channel:
    """Keep the secrets of an account, sealed. The log says which ones were set, never what they are."""
    row = _locked(channel, by, now)
    given = {Secret(name): text.strip() for name, text in secrets.items() if text.strip()}
    if not given:
        raise ChannelError("没有填写密钥。", "请填写要更换的密钥，不换的留空。")
    key = given.get(Secret.CALLBACK_KEY, "")
    if key and not re.fullmatch(r"[A-Za-z0-9]{43}", key):
        raise ChannelError("EncodingAESKey 不是 43 个字母和数字。", "请从公众号后台“基本配置”中复制。")
    foreign = set(given) - set(SECRETS.get(ChannelKind(row.kind), ()))
    if foreign:
        raise ChannelError("这个渠道没有这种密钥。", "请核对渠道的类别。")
    row.keep_secrets({name.value: text for name, text in given.items()})
    row.save(update_fields=["sealed"])
    named = sorted(name.label for name in given)
    told = f"更换{row}的{'、'.join(named)}"
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=told, after={"secrets": named})
    return row


@transaction.atomic
def pause_channel(*, by: By, channel: Channel, now: datetime) -> Channel:
    """Stop all deliveries to an account for a while (暂停渠道); they wait."""
    row = _locked(channel, by, now)
    if row.paused_at is not None:
        raise ChannelError("这个渠道已经暂停。", "需要时请恢复。")
    row.paused_at = now
    row.save(update_fields=["paused_at"])
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=f"暂停{row}", after={"paused": True})
    return row


@transaction.atomic
def resume_channel(*, by: By, channel: Channel, now: datetime) -> Channel:
    """Let deliveries to an account go on (恢复渠道)."""
    row = _locked(channel, by, now)
    if row.paused_at is None:
        raise ChannelError("这个渠道没有暂停。", "不需要恢复。")
    row.paused_at = None
    row.save(update_fields=["paused_at"])
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=f"恢复{row}", after={"paused": False})
    return row


@transaction.atomic
def close_channel(*, by: By, channel: Channel, reason: str, now: datetime) -> Channel:
    """Close an account (注销渠道账号): nothing goes there any more, its secrets are forgotten, its history stays."""
    row = _locked(channel, by, now)
    if row.kind == ChannelKind.WEBSITE:
        raise ChannelError("本网站不能注销。", "停用网站请由平台管理员办理。")
    if not reason.strip():
        raise ChannelError("没有填写注销的原因。", "请填写原因。")
    open_ones = Delivery.objects.select_for_update().filter(channel=row, state__in=[State.WAITING, State.BY_HAND])
    take_back(open_ones.filter(progress={}), why=f"渠道已注销：{reason.strip()}", now=now)
    row.closed_on, row.sealed = day_of(now), b""
    row.save(update_fields=["closed_on", "sealed"])
    row.required_for.all().delete()
    told, after = f"注销{row}，{reason.strip()}", {"closed_on": str(row.closed_on), "reason": reason.strip()}
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=told, after=after)
    return row


@transaction.atomic
def require_for(
    *, by: By, channel: Channel, columns: Iterable[Column], matters: Iterable[str] = (), now: datetime
) -> Channel:
    """Say what must go to an account: what stands in these columns, or belongs to these matters (规定渠道)."""
    row = _locked(channel, by, now)
    wanted = list(columns)
    if any(one.home.public_body_id != row.public_body_id for one in wanted):
        raise ChannelError("选了别的机关的栏目。", "请只选本机关的栏目。")
    named = sorted({matter.strip() for matter in matters} - {""})
    before = {"columns": [one.column.name for one in row.required_for.exclude(column=None) if one.column]}
    row.required_for.all().delete()
    RequiredChannel.objects.bulk_create(
        [
            *(RequiredChannel(channel=row, column=one) for one in wanted),
            *(RequiredChannel(channel=row, matter=one) for one in named),
        ]
    )
    after = {"columns": [one.name for one in wanted], "matters": named}
    told = f"设置{row}的规定栏目"
    log(Act.KEEP_CHANNELS, row, by=by, now=now, body=row.public_body, told=told, before=before, after=after)
    return row


def _locked(channel: Channel, by: By, now: datetime) -> Channel:
    lock_open(channel.public_body, by, Act.KEEP_CHANNELS, now)
    row = Channel.objects.select_for_update().get(pk=channel.pk)
    if row.closed_on is not None:
        raise ChannelError("这个渠道账号已经注销。", "需要时请登记新的账号。")
    return row


def _possible(body: PublicBody, kind: ChannelKind, account: Account, besides: int = 0) -> None:
    if account.mode not in MODES[kind]:
        modes = "、".join(mode.label for mode in MODES[kind])
        raise ChannelError(f"{kind.label}不能用“{Mode(account.mode).label}”投送。", f"请改选：{modes}。")
    _possible_address(kind, account)
    same = Channel.objects.filter(public_body=body, kind=kind, name=account.name, closed_on=None).exclude(pk=besides)
    if same.exists():
        raise ChannelError(f"已经有名称是“{account.name}”的{kind.label}。", "请换一个名称。")
    if kind is ChannelKind.WEBSITE and not besides:
        raise ChannelError("本网站不用登记。", "每个机关的网站渠道由系统建立。")


def _possible_address(kind: ChannelKind, account: Account) -> None:
    """Refuse an address of a superior site to which nothing can be sent."""
    if kind is not ChannelKind.SUPERIOR or not account.account:
        return
    if account.mode is Mode.API and not outbound.is_interface(account.account):
        raise ChannelError("接口的网址不能用。", "请填写以 https:// 开头、带主机名的网址，不带密码和问号后面的内容。")
    if account.mode is Mode.MAIL:
        try:
            validate_email(account.account)
        except ValidationError:
            raise ChannelError("收件的邮箱不是一个邮箱地址。", "请核对后再填。") from None
