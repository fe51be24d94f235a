"""What others hang on a change of a catalogue. Sent inside the transaction; sender `PublicBody`, keyword `body`."""

from typing import Final

from django.dispatch import Signal

# A matter was put in, changed or ended, or an import was carried out or undone.
catalogue_changed: Final = Signal()
