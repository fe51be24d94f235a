"""The addresses of bodies, people and accounts."""

from datetime import date

from gongkai.apps.bodies.models import Community, Invitation, Office, PublicBody, Substitution
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
    door("bodies/{slug}/delete/", ADMIN),
    door("offices/{office}/close/", ADMIN, GENERAL),
    door("communities/{community}/close/", ADMIN, GENERAL),
    door("people/{person}/", ADMIN),
    door("people/{person}/rename/", ADMIN),
    door("people/{person}/close/", ADMIN),
    door("people/{person}/reopen/", ADMIN),
    door("people/{person}/reset/", ADMIN),
    door("people/{person}/unlink/", ADMIN),
    door("roles/{grant}/move/", ADMIN, GENERAL),
    door("substitutions/{substitution}/end/", ADMIN, method="post"),
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
OWN = {"", "sessions/", "password/", "confirm/", "second-factor/"}
OWN_POST = {
    "logout/",
    "sessions/1/revoke/",
    "sessions/others/revoke/",
    "second-factor/code-app/",
    "second-factor/passkey/",
    "second-factor/recovery-codes/",
    "second-factor/passkey/1/remove/",
}
OPEN = {
    "login/",
    "login/second/",
    "login/passkey/",
    "login/oidc/",
    "login/oidc/back/",
    "login/forgotten/",
    "login/reset/x/y/",
    "language/",
    "invitation/none/",
}


def furnish(body: PublicBody) -> dict[str, object]:
    person = factories.user()
    grant = factories.grant(Role.CONTRIBUTOR, body, person)
    invitation = Invitation.objects.create(
        user=factories.user(), body=body, token_digest="x", expires_at=factories.NOON
    )
    away = Substitution.objects.create(
        grant=grant, substitute=factories.user(), from_on=factories.TODAY, until_on=date(2099, 1, 1)
    )
    return {
        "slug": body.slug,
        "grant": grant.pk,
        "person": person.pk,
        "invitation": invitation.pk,
        "substitution": away.pk,
        "office": Office.objects.create(body=body, name="某科").pk,
        "community": Community.objects.create(body=body, name="某社区").pk,
    }
