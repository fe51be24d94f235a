"""Mutations of a document's bytes: flipped, cut, spliced, lines moved, encodings broken, figures swollen."""

import random
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random, bytes], bytes]


def _flip(data: bytes, rng: random.Random, _: bytes) -> bytes:
    out = bytearray(data)
    for _n in range(rng.randint(1, 30)):
        if out:
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _cut(data: bytes, rng: random.Random, _: bytes) -> bytes:
    start = rng.choice((0, rng.randrange(len(data) + 1)))
    return data[start : rng.randint(start, len(data))]


def _splice(data: bytes, rng: random.Random, other: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _insert(data: bytes, rng: random.Random, other: bytes) -> bytes:
    at, start = rng.randrange(len(data) + 1), rng.randrange(len(other) + 1)
    return data[:at] + other[start : start + rng.randint(1, 4000)] + data[at:]


def _lines(data: bytes, rng: random.Random, _: bytes) -> bytes:
    lines = data.split(b"\n")
    how = rng.choice(("shuffle", "drop", "double", "reverse", "join"))
    if how == "shuffle":
        rng.shuffle(lines)
    elif how == "drop":
        lines = [line for line in lines if rng.random() > 0.2]
    elif how == "double":
        lines = [line for line in lines for _ in range(rng.choice((1, 1, 2, 5)))]
    elif how == "reverse":
        lines.reverse()
    return (b"" if how == "join" else b"\n").join(lines)


def _encoding(data: bytes, rng: random.Random, _: bytes) -> bytes:
    text = data.decode("utf-8", errors="replace")
    code = rng.choice(("gb18030", "utf-16", "utf-16-be", "big5", "utf-32", "utf-7", "cp1252"))
    mixed = text.encode(code, errors="ignore")
    return mixed if rng.random() < 0.5 else data[: len(data) // 2] + mixed[len(mixed) // 2 :]


def _figures(data: bytes, rng: random.Random, _: bytes) -> bytes:
    swollen = rng.choice(
        (b"9" * 400, b"-1", b"1e999", b"0x10", b"\xc2\xb2", b"\xef\xbc\x91", b"1,2,3", b"NaN", b"\xe2\x85\xa7", b".")
    )
    return data.replace(str(rng.randrange(10)).encode(), swollen, rng.randint(1, 20))


def _marks(data: bytes, rng: random.Random, _: bytes) -> bytes:
    old, new = rng.sample((b"|", b"\n", b" ", b"\t", b"<td>", b"</tr>", b"(", b")", b"<", b"\x00", b",", b'"'), 2)
    return data.replace(old, new * rng.choice((1, 2, 40)), rng.choice((1, 50, 2000)))


def _spans(data: bytes, rng: random.Random, _: bytes) -> bytes:
    value = rng.choice((b"0", b"-3", b"65535", b"1000000000", b"x", b""))
    return data.replace(b'colspan="', b'colspan="' + value).replace(
        b'rowspan="', b'rowspan="' + value, rng.randint(0, 3)
    )


def _nest(data: bytes, rng: random.Random, _: bytes) -> bytes:
    depth = rng.choice((5, 300, 5000))
    opening, closing = rng.choice(
        ((b"<div>", b"</div>"), (b"<table><tr><td>", b"</td></tr></table>"), (b"<b>", b""), (b"((", b"))"))
    )
    return opening * depth + data + closing * depth


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _splice, _insert, _lines, _encoding, _figures, _marks, _spans, _nest)


def mutate(data: bytes, other: bytes, rng: random.Random) -> bytes:
    """Return the document after one to three mutations; `other` lends pieces."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice(MUTATIONS)(data, rng, other)[:2_000_000]
    return data
