"""What others hang on a change of a body. Sent inside the transaction; sender `PublicBody`, keyword `body`.

A receiver that fails undoes the act: what must not, such as a page to bake, is a row written here for a worker.
"""

from typing import Final

from django.dispatch import Signal

# Its names, profile, superior, offices, settings, or its end: anything of it that the public is shown.
body_changed: Final = Signal()
