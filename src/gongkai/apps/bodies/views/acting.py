"""How a page does an act: calls the service, and tells the person what the rules say against it."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.apps.bodies.errors import NotAllowed, RuleError
from gongkai.apps.bodies.services.invitations import Link


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent for a form to judge, an empty form included; None where none was sent."""
    return request.POST if request.method == "POST" else None


def do(request: HttpRequest, form: Any, run: Callable[[], object]) -> bool:
    """Call a service; tell the person what the rules say against it, above the form or on the next page."""
    try:
        run()
    except (SMTPException, OSError):
        # raised after the commit: the account is there, the letter is not
        messages.error(request, _("邀请已经保存，但是信没有寄出。请检查寄信设置，再点“重新发送邀请”。"))
    except NotAllowed:
        raise  # the page of refusals says who may
    except RuleError as error:
        if form is None:
            messages.error(request, str(error))
        else:
            form.add_error(None, str(error))
        return False
    return True


def invitation_link(request: HttpRequest) -> Link:
    """Return the function from a token to the address of the page where it is used."""
    return lambda token: request.build_absolute_uri(reverse("bodies:invitation", args=[token]))
