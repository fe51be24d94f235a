"""How a district watches over disclosure: indicators with dates and sources, scores that open to their rows, tasks to
mend what is wrong, pictures, the leader's brief, evidence for an assessor (监督考核).

Facts are counted and kept (`models.YearFacts`); points never are: they are facts judged by the rules of a day.
"""
