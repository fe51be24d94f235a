"""The addresses of baked pages on the desk: they belong to no one body, and open to administrators of any."""

ELSEWHERE = {"desk/pages/": "tests/portal/bake/test_failing.py"}
