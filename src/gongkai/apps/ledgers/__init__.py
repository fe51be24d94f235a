"""The ledgers (台账): documents, permits, penalties, coercive measures, charges; table 2 of the report counts them.

`selectors.cells` gives every cell of table 2 for any period, and the rows behind it; `services` enter, change, void,
import, undo, close a month and open it again, each one act with one row of the log.
"""
