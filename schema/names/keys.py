"""Keys under which spellings of one name meet, whatever the script: for finding candidates, not for judging them.

The **frame** of a word is its consonants in eight classes, the same for Arabic and Latin letters; letters that
writers put in or leave out (vowels, h, w, y, silent gh) are not in it, doubled classes are one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, product

from techpol.schema.names import lexicon
from techpol.schema.names.bilingual import letter_names, translated
from techpol.schema.names.crossscript import arabic_letters
from techpol.schema.names.forms import PERSON, NamePart, ParsedName, parse_name

_LATIN_CLASSES = [
    (re.compile(pattern), written)
    for pattern, written in (
        (r"[^a-z]", ""), (r"ph|pf|v|f", "F"),
        (r"sch|tsch|tch|sh|tz|ts|cz|zz|z|s(?!h)|c(?=[eiy])", "S"),
        (r"ch(?=[rlnm])", "K"), (r"ch", "X"),
        (r"x", "KS"),
        (r"th|t|d", "T"), (r"gh", "G"), (r"kh|ck|qu|k|q|g|j|c", "K"), (r"b|p", "B"), (r"l", "L"),
        (r"r", "R"), (r"m", "M"), (r"n", "N"), (r"[aeiouyhw]", ""),
    )
]  # fmt: skip
_ARABIC_CLASSES = str.maketrans(
    {
        **dict.fromkeys("بپ", "B"), **dict.fromkeys("فڤ", "F"), **dict.fromkeys("تدطضثذ", "T"),
        **dict.fromkeys("سزشصظژچ", "S"), **dict.fromkeys("كقغجخگڨ", "K"), "ل": "L", "ر": "R", "م": "M", "ن": "N",
        **dict.fromkeys("اوىيءئؤهعحةآأإے ", None),
    }
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def frames(word: str) -> tuple[str, ...]:
    """Return the frames of a folded word, likeliest first: one, or two or three where a spelling is open.

    >>> set(frames("zuckerberg")) & set(frames("زوكربيرغ"))
    {'SKRBRK'}
    """
    letters = arabic_letters(word).replace(" ", "")
    if letters != "":
        forms = [letters]
        if letters.startswith("ال") and len(letters) > 4:
            forms.append(letters[2:])
        found: list[str] = []
        for form in forms:
            # "تش" and "تس" are how Arabic writes ch and ts, or just two letters.
            together = form.replace("تش", "ش").replace("تس", "س").replace("تز", "ز").replace("دج", "ج")
            found.extend(_DOUBLE.sub(r"\1", way.translate(_ARABIC_CLASSES)) for way in (together, form))
        return tuple(dict.fromkeys(found))
    text = word
    for pattern, written in _LATIN_CLASSES:
        text = pattern.sub(written, text)
    options: list[tuple[str, ...]] = []
    for letter in text:
        options.append({"X": ("S", "K"), "G": ("K", "")}.get(letter, (letter,)))
    if sum(len(option) > 1 for option in options) > 2:
        options = [option[:1] for option in options]
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", "".join(chosen)) for chosen in product(*options)))


def _given_frames(part: NamePart) -> set[str]:
    """Return the first class of each name that a given name may stand for, or its first letter if that is a vowel."""
    forms = {part.latin or part.text}
    known = lexicon.nicknames()
    forms |= known.get(part.latin, frozenset())
    for full in tuple(known.get(part.latin, ())):
        forms |= known.get(full, frozenset()) if part.latin in known.get(full, ()) else frozenset()
    found = set()
    for form in forms:
        for frame in frames(form):
            found.add(frame[:1])
    return found


def person_keys(name: ParsedName) -> set[str]:
    """Return the keys of a person's name: family frame with the first class of the given name, and whole words."""
    words = [part for part in name.parts if part.role in ("word", "initial", "number")]
    if len(words) == 0:
        return set()
    if name.parts[0].role == "particle" and not name.parts[0].arabic:
        # "Al Marsh", "Ben H. Marsh": what is a particle elsewhere may be a given name here.
        words.insert(0, name.parts[0])
    if len(words) == 1:
        return {f"1:{words[0].text}"}
    keys: set[str] = set()
    if len(words) == 2 and words[0].role == "particle":
        keys.add(f"1:{words[1].text}")
    full = [part for part in words if part.role != "initial"]
    family = full[-1] if len(full) > 0 else words[-1]
    # The family name may be two words, and in some orders it comes first.
    for last in frames(family.latin or family.text):
        for part in words:
            if part is family:
                continue
            keys.update(f"p:{last}:{first}" for first in _given_frames(part))
    if len(full) >= 2:
        first, last_words = full[0], frames(family.latin or family.text)
        for frame in frames(first.latin or first.text):
            if len(frame) >= 2:
                keys.update(f"g:{frame}:{last[:2]}" for last in last_words if last != "")
        joined = "".join(sorted(frames(part.latin or part.text)[0] for part in (first, family)))
        keys.add(f"s:{joined}")
    return keys


def _body_frames(part: NamePart) -> tuple[str, ...]:
    english = translated(part.text) if part.arabic else frozenset()
    if len(english) > 0:
        return tuple(sorted({frame for word in english for frame in frames(word)}))
    return frames(part.latin or part.text)


def body_keys(name: ParsedName) -> set[str]:
    """Return the keys of the name of a body, place or thing."""
    words = [part for part in name.parts if part.role != "stop"]
    if len(words) == 0:
        return set()
    keys: set[str] = set()
    core = [part for part in words if part.role == "word"] or words
    generic = [part for part in words if part.role != "word"]
    for frame in _body_frames(core[0]):
        keys.add(f"w:{frame}:{core[0].latin[:1] if not core[0].arabic and len(frame) < 2 else ''}")
    if len(core) > 1:
        for first, second in pairwise(core):
            for left in _body_frames(first)[:3]:
                keys.update(f"b:{'|'.join(sorted((left, right)))}" for right in _body_frames(second)[:3])
    elif len(generic) > 0:
        for other in generic[:2]:
            for left in _body_frames(core[0])[:3]:
                keys.update(f"b:{'|'.join(sorted((left, right)))}" for right in _body_frames(other)[:3])
    joined = "".join(part.latin for part in core)
    if all(not part.arabic for part in core):
        keys.add(f"j:{frames(joined)[0]}")
        letters = "".join(part.text[:1] for part in name.parts if part.role != "number")
        bare = "".join(part.text[:1] for part in words if part.role != "number")
        if len(core) == 1 and len(words) == 1 and 2 <= len(joined) <= 6:
            keys.add(f"a:{joined}")
        if len(bare) >= 3:
            keys.update((f"a:{letters}", f"a:{bare}"))
        whole = "".join(part.text for part in words)
        if len(words) > 1 or len(whole) > 7:
            # "k8s" is a first letter, the number of letters between, and the last.
            keys.add(f"a:{whole[0]}{len(whole) - 2}{whole[-1]}")
    else:
        known = letter_names()
        spelled = [part.text for part in core]
        if all(text in known for text in spelled) and len(spelled) <= 6:
            keys.update(f"a:{''.join(letters)}" for letters in product(*(known[text] for text in spelled)))
        unlettered = "".join(text for text in spelled if text not in known)
        keys.update(f"j:{frame}" for frame in frames(unlettered or " ")[:1])
        keys.update(f"j:{frame}" for frame in frames("".join(spelled))[:2])
    return {key for key in keys if len(key) > 3}


@lru_cache(maxsize=30_000)
def name_keys(text: str, kind: str = PERSON) -> frozenset[str]:
    """Return the keys of a name. Two spellings of one name share at least one, as a rule.

    >>> bool(name_keys("ALTMAN, SAM") & name_keys("سام ألتمان"))
    True
    """
    name = parse_name(text, kind)
    return frozenset(person_keys(name) if kind == PERSON else body_keys(name))
