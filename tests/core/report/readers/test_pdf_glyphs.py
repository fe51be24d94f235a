import pytest

from gongkai.core.report.readers.pdf.glyphs import is_garbled, mended


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        pytest.param("⼀、总体情况", "一、总体情况", id="radicals"),
        pytest.param("⻓沙市⻔户⺠政⻚", "长沙市门户民政页", id="radicals-of-the-supplement"),
        pytest.param("行政金額", "行政金額", id="compatibility-characters"),
        pytest.param("0517\x0283605210", "0517-83605210", id="hyphens"),
        pytest.param("本年１２件“公开”", "本年１２件“公开”", id="others-stay"),
    ],
)
def test_characters_named_otherwise_are_mended_one_for_one(given, plain):
    assert mended(given) == plain
    assert len(mended(given)) == len(given)


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        pytest.param("\ue000\ue001" * 20, True, id="private"),
        pytest.param("\ufffd" * 30, True, id="unknown"),
        pytest.param("\x01\x02\x03" * 10, True, id="control"),
        pytest.param("政府信息公开\ue000" * 10, False, id="a-symbol-here-and-there"),
        pytest.param("\ue000" * 5, False, id="too-few-to-tell"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_text_is_garbled_when_most_of_it_is_unknown(text, garbled):
    assert is_garbled(text) is garbled
