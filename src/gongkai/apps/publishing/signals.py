"""What others hang on a publication. Sent inside the transaction; sender `Disclosure`, keyword `disclosure`.

A receiver that fails undoes the act: what must not, such as a page to bake, is a row written here for a worker.
"""

from typing import Final

from django.dispatch import Signal

published: Final = Signal()  # for the first time
corrected: Final = Signal()
withdrawn: Final = Signal()
moved: Final = Signal()  # to another column
validity_changed: Final = Signal()  # by an act, or because the term ran out
