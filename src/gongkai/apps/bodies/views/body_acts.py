"""The forms of a body's page: the act each is for, what is typed, the service called, and where it is offered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from gongkai.apps.bodies import forms, services
from gongkai.apps.bodies.models import PublicBody, User
from gongkai.apps.bodies.roles import Act
from gongkai.apps.bodies.services.invitations import Link, Person

Typed = Mapping[str, Any]
# Where on the page of a body its forms are offered.
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "tree": ("new", "move", "close", "delete"),
    "profile": ("edit", "rename", "word", "setting"),
    "units": ("office", "community"),
    "people": ("invite", "grant"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One form of a body's page: the act it is for, what is typed, and the service called."""

    act: Act
    form: type[forms.ActForm]
    run: Callable[[User, PublicBody, datetime, Typed, Link], object]


def _invite(by: User, body: PublicBody, now: datetime, typed: Typed, link: Link) -> object:
    person = Person(typed["name"], typed["username"], typed["email"])
    return services.invite_user(
        by=by, body=body, person=person, role=typed["role"], unit=typed["unit"], link=link, now=now
    )


def _grant(by: User, body: PublicBody, now: datetime, typed: Typed, link: Link) -> object:
    return services.grant_role(
        by=by, user=typed["username"], body=body, role=typed["role"], unit=typed["unit"], now=now
    )


ACTIONS: Final[Mapping[str, Action]] = {
    "new": Action(
        Act.CREATE_BODY,
        forms.NewBody,
        lambda by, body, now, typed, _: services.create_body(by=by, parent=body, now=now, **typed),
    ),
    "rename": Action(
        Act.RENAME_BODY,
        forms.NewName,
        lambda by, body, now, typed, _: services.rename_body(by=by, body=body, now=now, **typed),
    ),
    "edit": Action(
        Act.EDIT_BODY,
        forms.Profile,
        lambda by, body, now, typed, _: services.edit_body(by=by, body=body, now=now, profile=typed),
    ),
    "move": Action(
        Act.MOVE_BODY,
        forms.Move,
        lambda by, body, now, typed, _: services.move_body(by=by, body=body, now=now, **typed),
    ),
    "close": Action(
        Act.CLOSE_BODY,
        forms.Close,
        lambda by, body, now, typed, _: services.close_body(by=by, body=body, now=now, **typed),
    ),
    "delete": Action(
        Act.DELETE_BODY,
        forms.Nothing,
        lambda by, body, now, _typed, _: services.delete_body(by=by, body=body, now=now),
    ),
    "office": Action(
        Act.ADD_OFFICE,
        forms.NewUnit,
        lambda by, body, now, typed, _: services.add_office(by=by, body=body, now=now, **typed),
    ),
    "community": Action(
        Act.ADD_COMMUNITY,
        forms.NewUnit,
        lambda by, body, now, typed, _: services.add_community(by=by, body=body, now=now, **typed),
    ),
    "word": Action(
        Act.ADD_DOCUMENT_WORD,
        forms.NewWord,
        lambda by, body, now, typed, _: services.add_document_word(by=by, body=body, now=now, **typed),
    ),
    "setting": Action(
        Act.SET_SETTING,
        forms.NewSetting,
        lambda by, body, now, typed, _: services.set_setting(by=by, body=body, now=now, **typed),
    ),
    "invite": Action(Act.INVITE_USER, forms.Invite, _invite),
    "grant": Action(Act.GRANT_ROLE, forms.Grant, _grant),
}
