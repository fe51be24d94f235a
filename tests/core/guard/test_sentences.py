"""The labelled sentences: what must be found is found, and nothing else is."""

from collections import Counter

import pytest

from gongkai.core.guard import inspect_text, kinds
from gongkai.core.guard.registry import recognisers
from tests.core.guard.labelled import Labelled, sentences

SENTENCES = sentences()
KINDS_OF_LISTS = {"WORD-LEADER", "LINK-OFFLIST", "LINK-UNSAFE"}  # tested with their lists


def found(sentence: Labelled) -> frozenset[tuple[str, int, int]]:
    return frozenset((finding.kind.id, finding.start, finding.end) for finding in inspect_text(sentence.text))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.text)
def test_a_sentence_is_read_as_its_labels_say(sentence):
    assert found(sentence) == sentence.spans


def test_precision_and_recall_over_all_sentences_are_whole():
    hits, wanted = [found(one) for one in SENTENCES], [one.spans for one in SENTENCES]
    right = sum(len(got & labels) for got, labels in zip(hits, wanted, strict=True))
    assert right / sum(map(len, hits)) == 1.0
    assert right / sum(map(len, wanted)) == 1.0


def test_the_set_has_enough_of_both_sides_and_of_every_kind():
    labelled = Counter(kind for one in SENTENCES for kind, _, _ in one.spans)
    of_texts = {kind.id for one in recognisers() for kind in one.kinds}
    assert of_texts - set(labelled) == KINDS_OF_LISTS
    assert set(labelled) <= set(kinds())
    assert sum(not one.spans for one in SENTENCES) >= 120
    assert sum(bool(one.spans) for one in SENTENCES) >= 80
