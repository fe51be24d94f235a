"""Search in Chinese over what is published (信息检索): exact phrases of any length, filters, order, marks, suggestions.

A text is folded (width, case, script, blanks) and indexed as pairs of neighbouring characters. A phrase is found
wherever its characters stand one after the other, whatever words a segmenter would have seen: 办公厅 is found inside
国务院办公厅.

`store.Store(folder)` is an index in a folder: `write` and `rebuild` for the one process that writes, `search` for any.
`entry.Entry` is what is searched, `question.Question` what is asked, `answer.Answer` what comes back.
"""
