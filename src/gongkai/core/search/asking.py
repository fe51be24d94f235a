"""From a question to a query of the index."""

from typing import Final

import tantivy
from tantivy import Occur, Query

from gongkai.core.search.folding import pairs
from gongkai.core.search.question import Question

PAIRS: Final = {"title": "title_pairs", "text": "text_pairs"}
CHARACTERS: Final = {"title": "title_characters", "text": "text_characters"}
TITLE_WEIGHT: Final = 4.0  # a word in the title says more about a document than one in its text
MOST_OF: Final = 0.6  # share of a word's pairs that a loose hit holds
_SHORTEST_LOOSE: Final = 3  # characters: a shorter word has no pair to spare


def filter_term(key: str, value: str) -> str:
    """Return how a filter stands in the index."""
    return f"{key}={value}"


def query(schema: tantivy.Schema, question: Question) -> Query:
    """Return the query for what holds all the words, each as it was typed."""
    must = [(Occur.Must, _word(schema, word, question)) for word in question.words]
    return Query.boolean_query([*(must or [(Occur.Must, Query.all_query())]), *_rest(schema, question)])


def loose_query(schema: tantivy.Schema, question: Question) -> Query | None:
    """Return the query for what holds most pairs of each longer word, or None when all the words are short."""
    if all(len(word) < _SHORTEST_LOOSE for word in question.words):
        return None
    must = [
        (Occur.Must, (_word if len(word) < _SHORTEST_LOOSE else _most)(schema, word, question))
        for word in question.words
    ]
    return Query.boolean_query([*must, *_rest(schema, question)])


def fragments(question: Question) -> tuple[str, ...]:
    """Return what is marked in a loose hit: the pairs of the words."""
    return tuple(dict.fromkeys(pair for word in question.words for pair in pairs(word)))


def _rest(schema: tantivy.Schema, question: Question) -> list[tuple[Occur, Query]]:
    narrowed = [
        (Occur.Must, Query.const_score_query(Query.term_query(schema, "filter", filter_term(key, value), "basic"), 0.0))
        for key, value in question.filters.items()
    ]
    return narrowed + [(Occur.MustNot, _word(schema, word, question)) for word in question.without]


def _word(schema: tantivy.Schema, word: str, question: Question) -> Query:
    title = Query.boost_query(_in(schema, word, "title"), TITLE_WEIGHT)
    if question.title_only:
        return title
    return Query.boolean_query([(Occur.Should, title), (Occur.Should, _in(schema, word, "text"))])


def _in(schema: tantivy.Schema, word: str, part: str) -> Query:
    """Return the query for a word in one part: every second pair and the last one, at their places."""
    if len(word) == 1:
        return Query.term_query(schema, CHARACTERS[part], word, "basic")
    found = pairs(word)
    if len(found) == 1:
        return Query.term_query(schema, PAIRS[part], found[0])
    last = len(found) - 1
    return Query.phrase_query(
        schema, PAIRS[part], [(n, pair) for n, pair in enumerate(found) if n % 2 == 0 or n == last]
    )


def _most(schema: tantivy.Schema, word: str, question: Question) -> Query:
    found = list(dict.fromkeys(pairs(word)))
    least = max(1, int(len(found) * MOST_OF))
    parts = ["title"] if question.title_only else ["title", "text"]
    return Query.disjunction_max_query(
        [
            Query.boost_query(
                Query.boolean_query(
                    [(Occur.Should, Query.term_query(schema, PAIRS[part], pair)) for pair in found],
                    minimum_number_should_match=least,
                ),
                TITLE_WEIGHT if part == "title" else 1.0,
            )
            for part in parts
        ]
    )
