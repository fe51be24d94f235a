"""Files to be handed over without what must not be seen (遮盖): what is covered is gone, not hidden.

    from gongkai.core.redaction.redact import redact
    from gongkai.core.redaction.model import Area

    done = redact(data, phrases=["甲某某"], areas=[Area(page=2, x=30, y=40, width=50, height=8)])   # millimetres
    done.data       # the new file, of the same kind
    done.covered    # what was covered, where and how often
    done.warnings   # what a person must still look at: pictures whose words cannot be searched, stamps, comments gone

PDF: phrases and areas; every page becomes a picture, so that no text, font, layer, attachment, comment, property or
earlier version of the original is left (docs/adr/0019). Word and Excel: phrases; the parts that are not needed go.
Files that strangers hand in belong in a process with bounds of time and memory: PDFium and Pillow read them here.
Raises RedactionError: encrypted, damaged, signed, unknown files; a phrase that is nowhere found; an area off the page.
"""
