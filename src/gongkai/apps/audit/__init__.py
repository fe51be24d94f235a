"""The append-only, chained log of acts (操作日志): who did what, when, with what before and after."""
