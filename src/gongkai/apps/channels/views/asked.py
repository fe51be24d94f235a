"""What an address of the channels names, for a person who may see it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.apps.bodies.asking import may_act, person
from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import require
from gongkai.apps.bodies.roles import Act
from gongkai.apps.channels.models import Channel, Delivery


def body_asked(request: HttpRequest, slug: str, act: Act = Act.DELIVER) -> PublicBody:
    """Return the body of an address; raise NotAllowed for who may not do the act there."""
    body = get_object_or_404(PublicBody, slug=slug)
    require(person(request), act, body, on=timezone.localdate())
    return body


def channel_asked(request: HttpRequest, pk: int, act: Act = Act.KEEP_CHANNELS) -> Channel:
    """Return the account of an address; raise NotAllowed for who may not do the act in its body."""
    channel = get_object_or_404(Channel.objects.select_related("public_body"), pk=pk)
    require(person(request), act, channel.public_body, on=timezone.localdate())
    return channel


def delivery_asked(request: HttpRequest, pk: int) -> Delivery:
    """Return the delivery of an address; raise NotAllowed for who may not deliver for its body."""
    found = Delivery.objects.select_related("channel__public_body", "disclosure__public_body", "disclosure__column")
    delivery = get_object_or_404(found, pk=pk)
    require(person(request), Act.DELIVER, delivery.channel.public_body, on=timezone.localdate())
    return delivery


def shown(request: HttpRequest, body: PublicBody, **more: Any) -> dict[str, Any]:
    """Return what every page of a body's channels is given."""
    may_keep = may_act(request, Act.KEEP_CHANNELS, body)
    return {"body": body, "may_keep": may_keep, **more}
