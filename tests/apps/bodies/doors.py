"""The addresses of bodies, people and accounts."""

from gongkai.apps.bodies.models import Invitation, PublicBody
from gongkai.apps.bodies.roles import Role
from tests.apps.bodies import factories
from tests.apps.doors import door

ADMIN, GENERAL, OFFICER = Role.PLATFORM_ADMINISTRATOR, Role.GENERAL_OFFICE, Role.DISCLOSURE_OFFICER
LEADER, OVERSEER = Role.APPROVING_LEADER, Role.DISTRICT_OVERSEER

DOORS = [
    door("bodies/{slug}/", *Role),
    door("bodies/{slug}/log/", ADMIN, GENERAL, LEADER, OVERSEER),
    door("bodies/{slug}/new/", ADMIN),
    door("bodies/{slug}/rename/", ADMIN),
    door("bodies/{slug}/edit/", ADMIN, GENERAL, OFFICER),
    door("bodies/{slug}/move/", ADMIN),
    door("bodies/{slug}/close/", ADMIN),
    door("bodies/{slug}/office/", ADMIN, GENERAL),
    door("bodies/{slug}/community/", ADMIN, GENERAL),
    door("bodies/{slug}/word/", ADMIN, GENERAL, OFFICER),
    door("bodies/{slug}/setting/", ADMIN),
    door("bodies/{slug}/invite/", ADMIN, GENERAL),
    door("bodies/{slug}/grant/", ADMIN, GENERAL),
    door("roles/{grant}/substitute/", ADMIN),
    door("roles/{grant}/end/", ADMIN, GENERAL, method="post"),
    door("invitations/{invitation}/renew/", ADMIN, GENERAL, method="post"),
]
OWN = {"", "sessions/", "password/"}
OWN_POST = {"logout/", "sessions/1/revoke/"}
OPEN = {"login/", "invitation/none/"}


def furnish(body: PublicBody) -> dict[str, object]:
    grant = factories.grant(Role.CONTRIBUTOR, body, factories.user())
    invitation = Invitation.objects.create(
        user=factories.user(), body=body, token_digest="x", expires_at=factories.NOON
    )
    return {"slug": body.slug, "grant": grant.pk, "invitation": invitation.pk}
