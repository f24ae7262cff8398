"""What is looked at to tell which relation a sentence states between two mentions: the names of its features."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from techpol.loaders.articles.learned.view import End, SentenceView, Word

_NEAR = 4  # words looked at before the first and behind the second mention
_FAR = 14  # words back in which a verb may govern the first mention
_LONGEST_PATH = 7


def features(view: SentenceView, one: End, other: End) -> list[str]:
    """Return the features of a pair, ``one`` before ``other``; each name once, in no order that matters."""
    words = view.words
    kinds = f"{one.type}|{other.type}"
    found = {f"T:{kinds}", f"TA:{one.type}", f"TB:{other.type}", f"K:{one.kind}|{other.kind}|{kinds}"}
    found.update(_between(view, one, other, kinds))
    found.update(_around(words, one, other, kinds))
    found.update(_inside(words, one, "a"))
    found.update(_inside(words, other, "b"))
    if any(word.head >= 0 for word in words):
        found.update(_path(words, one, other, kinds))
    return sorted(found)


def _between(view: SentenceView, one: End, other: End, kinds: str) -> Iterator[str]:
    words = view.words
    inner = [
        end
        for end in view.ends
        if one.last <= end.first and end.last <= other.first and end.key not in (one.key, other.key)
    ]
    distance = other.first - one.last
    size = next(
        name
        for limit, name in ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (20, "20"), (99, "+"))
        if distance <= limit
    )
    yield f"D:{size}"
    yield f"D:{size}|{kinds}"
    yield f"N:{min(3, len(inner))}"
    for end in inner:
        yield f"NT:{end.type}"
    covered = {place for end in inner for place in range(end.first, end.last)}
    places = [place for place in range(one.last, other.first) if place not in covered]
    shown = places if len(places) <= 12 else places[:6] + places[-6:]
    marks: set[str] = set()
    for place in shown:
        word = words[place]
        yield f"b:{word.stem}"
        if place - one.last < 3:
            yield f"ba:{word.stem}"
        if other.first - place <= 3:
            yield f"bz:{word.stem}"
    for place in places:
        marks.update(words[place].marks)
    for mark in marks:
        yield f"mb:{mark}"
        yield f"mb:{mark}|{kinds}"
    relations = {mark.partition(":")[2] for mark in marks}
    if len(relations) == 1:
        yield f"mo:{next(iter(relations))}|{kinds}"
    if not relations:
        yield f"mo:none|{kinds}"
    for place, following in pairwise(shown):
        yield f"bb:{words[place].stem}_{words[following].stem}"
    if distance <= 5:
        spoken = []
        place = one.last
        while place < other.first:
            here = next((end for end in inner if end.first == place), None)
            spoken.append(f"<{here.type}>" if here is not None else words[place].stem)
            place = here.last if here is not None else place + 1
        yield "s:" + "_".join(spoken)
        yield f"s:{kinds}:" + "_".join(spoken)
    kinds_between = [words[place].kind for place in places]
    yield f"v:{min(3, sum(kind == 'V' for kind in kinds_between))}"
    for place in places:
        if words[place].text in (",", "،", ";", "؛", ":", "(", ")", '"', "-"):
            yield f"p:{words[place].text}"


def _around(words: list[Word], one: End, other: End, kinds: str) -> Iterator[str]:
    before = words[max(0, one.first - _NEAR) : one.first]
    after = words[other.last : other.last + _NEAR]
    for step, word in enumerate(reversed(before), 1):
        yield f"l{min(step, 3)}:{word.stem}"
        for mark in word.marks:
            yield f"ml:{mark}"
            yield f"ml:{mark}|{kinds}"
    if len(before) >= 2:
        yield f"ll:{before[-2].stem}_{before[-1].stem}"
    if one.first == 0:
        yield "l1:<s>"
    for step, word in enumerate(after, 1):
        yield f"r{min(step, 3)}:{word.stem}"
        for mark in word.marks:
            yield f"mr:{mark}"
            yield f"mr:{mark}|{kinds}"
    if len(after) >= 2:
        yield f"rr:{after[0].stem}_{after[1].stem}"
    for back in range(one.first - 1, max(-1, one.first - _FAR), -1):
        word = words[back]
        if word.kind == "V" or any(mark.startswith("verb:") for mark in word.marks):
            yield f"vl:{word.stem}"
            yield f"vl:{word.stem}|{kinds}"
            for mark in word.marks:
                yield f"vm:{mark}|{kinds}"
            break
    if any("AMT" in word.marks for word in words):
        yield "sum"
        yield f"sum|{kinds}"


def _inside(words: list[Word], end: End, side: str) -> Iterator[str]:
    yield f"h{side}:{words[end.first].stem}"
    yield f"z{side}:{words[end.last - 1].stem}"
    if end.kind != "name":
        for word in words[end.first : end.last]:
            yield f"i{side}:{word.stem}"
            for mark in word.marks:
                yield f"im{side}:{mark}"
    yield f"n{side}:{min(4, end.last - end.first)}"
    if len(words[end.first].text) > 1 and words[end.first].text != words[end.first].stem:
        yield f"c{side}:{words[end.first].text[:1]}"


def _root_of(words: list[Word], end: End) -> int:
    return next(
        (place for place in range(end.first, end.last) if not end.first <= words[place].head < end.last), end.last - 1
    )


def _upward(words: list[Word], place: int) -> list[int]:
    chain = [place]
    while words[place].head >= 0 and words[place].head not in chain:
        place = words[place].head
        chain.append(place)
    return chain


def _path(words: list[Word], one: End, other: End, kinds: str) -> Iterator[str]:
    left, right = _upward(words, _root_of(words, one)), _upward(words, _root_of(words, other))
    joint = next((place for place in left if place in right), None)
    if joint is None:
        yield "path:none"
        return
    up, down = left[: left.index(joint) + 1], right[: right.index(joint)]
    yield f"pn:{min(9, len(up) + len(down))}"
    if len(up) + len(down) > _LONGEST_PATH:
        yield "path:long"
        return
    links = [words[place].link for place in up[:-1]], [words[place].link for place in down]
    plain = ">".join(links[0]) + "^" + "<".join(links[1])
    yield f"path:{plain}"
    yield f"path:{plain}|{kinds}"
    ends = (up[0], down[0] if down else joint)
    steps = [place for place in (*up, *down) if place not in ends]
    for place in steps:
        yield f"ps:{words[place].stem}"
        yield f"ps:{words[place].stem}|{kinds}"
    yield f"pw:{plain}:" + "_".join(words[place].stem for place in steps)
    if joint not in ends:
        word = words[joint]
        yield f"j:{word.stem}|{links[0][-1] if links[0] else ''}|{links[1][-1] if links[1] else ''}"
        for mark in word.marks:
            yield f"jm:{mark}|{links[0][-1] if links[0] else ''}|{links[1][-1] if links[1] else ''}"
            yield f"jm:{mark}|{kinds}"
    for place in steps:
        for mark in words[place].marks:
            yield f"pm:{mark}|{plain}"
            yield f"pm:{mark}|{kinds}"
    if any(word.link == "neg" and word.head in steps for word in words):
        yield "neg"
