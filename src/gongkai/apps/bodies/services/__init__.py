"""Every change to bodies and people: one call, one transaction, one row of the log."""

from gongkai.apps.bodies.services.invitations import accept_invitation, invite_user, renew_invitation
from gongkai.apps.bodies.services.outside import enter_from_outside, unlink_account
from gongkai.apps.bodies.services.passwords import ask_reset, reset_password
from gongkai.apps.bodies.services.people import close_account, move_person, rename_person, reopen_account
from gongkai.apps.bodies.services.roles import end_role, end_substitution, grant_role, name_substitute
from gongkai.apps.bodies.services.second_factor import (
    add_code_app,
    add_passkey,
    make_recovery_codes,
    remove_factor,
    reset_second_factor,
    use_code,
    use_passkey,
)
from gongkai.apps.bodies.services.sessions import begin_session, change_password, end_other_sessions, end_session
from gongkai.apps.bodies.services.tree import close_body, create_body, delete_body, edit_body, move_body, rename_body
from gongkai.apps.bodies.services.units import add_community, add_document_word, add_office, close_unit, set_setting

__all__ = [
    "accept_invitation",
    "add_code_app",
    "add_community",
    "add_document_word",
    "add_office",
    "add_passkey",
    "ask_reset",
    "begin_session",
    "change_password",
    "close_account",
    "close_body",
    "close_unit",
    "create_body",
    "delete_body",
    "edit_body",
    "end_other_sessions",
    "end_role",
    "end_session",
    "end_substitution",
    "enter_from_outside",
    "grant_role",
    "invite_user",
    "make_recovery_codes",
    "move_body",
    "move_person",
    "name_substitute",
    "remove_factor",
    "rename_body",
    "rename_person",
    "renew_invitation",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "set_setting",
    "unlink_account",
    "use_code",
    "use_passkey",
]
