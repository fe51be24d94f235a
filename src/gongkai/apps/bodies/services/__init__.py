"""Every change to bodies and people: one call, one transaction, one row of the log."""

from gongkai.apps.bodies.services.invitations import accept_invitation, invite_user, renew_invitation
from gongkai.apps.bodies.services.roles import end_role, grant_role, name_substitute
from gongkai.apps.bodies.services.sessions import begin_session, change_password, end_session
from gongkai.apps.bodies.services.tree import close_body, create_body, edit_body, move_body, rename_body
from gongkai.apps.bodies.services.units import add_community, add_document_word, add_office, set_setting

__all__ = [
    "accept_invitation",
    "add_community",
    "add_document_word",
    "add_office",
    "begin_session",
    "change_password",
    "close_body",
    "create_body",
    "edit_body",
    "end_role",
    "end_session",
    "grant_role",
    "invite_user",
    "move_body",
    "name_substitute",
    "rename_body",
    "renew_invitation",
    "set_setting",
]
