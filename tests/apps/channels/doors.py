"""The addresses of the channels."""

from django.utils import timezone

from gongkai.apps.bodies.models import PublicBody
from gongkai.apps.bodies.permissions import SERVER
from gongkai.apps.bodies.roles import Role
from gongkai.apps.channels import services
from gongkai.apps.channels.kinds import ChannelKind, Mode, Secret
from tests.apps.doors import door
from tests.apps.publishing.factories import column, published

GENERAL, OFFICER = Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER
BOTH = (GENERAL, OFFICER)

DOORS = [
    door("channels/{slug}/", *BOTH),
    door("channels/{slug}/new/wechat/", *BOTH),
    door("channels/{slug}/records/{delivered_id}/", *BOTH),
    door("channels/accounts/{channel}/", *BOTH),
    door("channels/accounts/{channel}/change/", *BOTH),
    door("channels/accounts/{channel}/secrets/", *BOTH),
    door("channels/accounts/{channel}/required/", *BOTH),
    door("channels/accounts/{channel}/close/", *BOTH),
    door("channels/accounts/{channel}/pause/", *BOTH, method="post"),
    door("channels/deliveries/{delivery}/", *BOTH),
    door("channels/deliveries/{delivery}/prove/", *BOTH),
    door("channels/deliveries/{submission}/answer/", *BOTH),
    door("channels/deliveries/{delivery}/cancel/", *BOTH),
    door("channels/deliveries/{delivery}/pause/", *BOTH, method="post"),
    door("channels/deliveries/{delivery}/resend/", *BOTH, method="post"),
    door("channels/deliveries/{delivery}/package/", *BOTH),
    door("channels/deliveries/{delivery}/package.zip", *BOTH),
    door("channels/deliveries/{delivery_with_photo}/photo.jpg", *BOTH),
]
OWN = {"channels/"}


def furnish(body: PublicBody) -> dict[str, object]:
    now = timezone.now()
    account = services.Account("虚构群", Mode.BY_HAND)
    robot = services.open_channel(by=SERVER, body=body, kind=ChannelKind.WECOM, account=account, now=now)
    services.set_secrets(by=SERVER, channel=robot, secrets={Secret.ROBOT_KEY: "invented"}, now=now)
    services.require_for(by=SERVER, channel=robot, columns=[column(body)], now=now)
    given = services.Account("虚构区网站", Mode.BY_HAND)
    superior = services.open_channel(by=SERVER, body=body, kind=ChannelKind.SUPERIOR, account=given, now=now)
    waiting, proven = (published(body, now=now).deliveries.get(channel=robot) for _ in range(2))
    type(proven).objects.filter(pk=proven.pk).update(photo=_photo(proven))
    return {
        "channel": robot.pk,
        "delivery": waiting.pk,
        "submission": services.add_delivery(by=SERVER, disclosure=waiting.disclosure, channel=superior, now=now).pk,
        "delivery_with_photo": proven.pk,
        "delivered_id": waiting.disclosure.public_id,
    }


def _photo(row):
    from tests.apps.publishing.factories import document

    return document(row.channel.public_body, name="zhaopian.jpg").file.name
