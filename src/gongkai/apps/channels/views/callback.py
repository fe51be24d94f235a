"""/hooks/wechat/<account>/: where WeChat reports events.

An event is only a reason to ask now; what it says is not believed, and one that comes twice or late does no harm.
"""

import hmac
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.apps.channels.envelope import NotGenuine, opened, signature
from gongkai.apps.channels.kinds import ChannelKind, Secret
from gongkai.apps.channels.models import Channel, Delivery
from gongkai.apps.channels.secrets import SecretsLost
from gongkai.apps.channels.states import State

LONGEST_WORD: Final = 200


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def wechat(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the platform's test, or look at once what became of the publishings under way."""
    channel = get_object_or_404(Channel, pk=pk, kind=ChannelKind.WECHAT, closed_on=None)
    if not _signed(request, channel):
        return HttpResponseForbidden("签名不对", content_type="text/plain; charset=utf-8")
    if request.method == "GET":
        return HttpResponse(request.GET.get("echostr", "")[:LONGEST_WORD], content_type="text/plain; charset=utf-8")
    Delivery.objects.filter(channel=channel, state=State.UNDER_WAY).update(next_at=timezone.now())
    return HttpResponse("success", content_type="text/plain")


def _signed(request: HttpRequest, channel: Channel) -> bool:
    try:
        held = channel.secrets()
    except SecretsLost:
        return False
    token, key = held.get(Secret.CALLBACK_TOKEN, ""), held.get(Secret.CALLBACK_KEY, "")
    at, word, given, sealed = (
        request.GET.get(name, "")[:LONGEST_WORD] for name in ("timestamp", "nonce", "signature", "msg_signature")
    )
    if not token or not hmac.compare_digest(signature(token, at, word).encode(), given.encode()):
        return False
    if not key or request.method == "GET":
        return True
    try:
        opened(request.body, key, channel.account, (token, at, word, sealed))
    except NotGenuine:  # an account in safe mode sends nothing open
        return False
    return True
