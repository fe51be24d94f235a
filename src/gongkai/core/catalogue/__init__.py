"""The catalogue of what must be public (基层政务公开标准目录) as pure functions: fields, carriers, limits, duties.

A matter says what must be public, by whom, on which carriers and by when; `duties.duties_of` draws from it what is due
and whether it was done. Nothing here reads a clock: today comes in as an argument.
"""
