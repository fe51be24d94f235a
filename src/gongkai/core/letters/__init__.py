"""The official letters of an application for information (依申请公开文书): from facts to a checked letter.

    from gongkai.core.letters.drafting import draft
    from gongkai.core.letters.facts import Applicant, Application, Facts, Item, ...
    from gongkai.core.letters.settings import LetterSettings
    from gongkai.core.letters.writers import render

    letter = draft("reply_refused_4", facts, settings)   # kinds: gongkai.core.letters.kinds.kinds()
    missing(letter)                  # completeness.missing: what is lacking, in plain Chinese; () when complete
    render(letter, "pdf")            # a draft, marked 草稿, whatever is lacking
    render(letter, "docx", final=True, seal=png)   # IncompleteLetter while anything is lacking

- `kinds.kinds()` holds every kind with its name, title, mandatory parts and `details`: the particulars only this letter
  asks for (key, place, hint, mandatory), from which a form can be made. Their values come in `Facts.details`,
  those of one item of an answer in `Item.details`.
- `kinds.letter_for(code)` is the kind of letter for an outcome of `core.law`; `items.single_code(items)` the one code
  of an answer with several items (None: it must be split), and `reply_by_item` the letter for it.
- `steps.steps_of(events)` takes supplement, extension, consultations, fee from the entries of the case (`core.law`).
- `completeness.before_sending(letter, on)` adds a date later than the day of sending to what is missing.
- `drafting.blank(kind, settings)` is a form to be filled in by hand (申请表, 送达回证).
- `letter.filled` says of every place what was filled in and where from; `letter.number` is the number (文号).
- A body's own wording: `LetterSettings.wordings` by id of the kind (or `facts`, `contact`: the passages all
  share), checked by `editing.check(kind, text)` before it is stored; `kind.text` is the wording to start from.

Nothing here reads a clock or a database, and no text of an applicant is ever taken for markup.
"""
