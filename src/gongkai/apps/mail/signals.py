"""What writers of letters are told."""

from typing import Final

from django.dispatch import Signal

# `mail`: a letter that was refused for good, given up, or came back; `at`. Each writer looks for its own `purpose`.
undelivered: Final = Signal()
