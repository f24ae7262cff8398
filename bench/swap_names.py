"""Make a copy of annotated passages in which every person and company bears another name, unseen and of its kind.

    python bench/swap_names.py PASSAGES OUT [--seed 1]

A reader that leans on names that it knows does worse on the copy. Names are swapped word by word, so that "Musk" and
"Elon Musk" stay one person; gender and script are kept; words that say what a thing is ("Corp", "Fund", "شركة") stay.
The passages are not printed. Gold, traps and evidence are renamed with the text.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path
from typing import Any

_KINDS = ("Person", "Company")
# Words that are no part of the name proper.
_KEPT = set(
    "the of and for in on at to inc inc. corp corp. co co. ltd ltd. llc plc group holdings capital partners bank"
    " technologies technology systems labs company companies fund funds ventures international american de la"
    " al el bin ibn van von der mr mr. mrs ms dr sen sen. rep rep. gov gov. president senator jr jr. sr sr. i ii iii"
    " شركة مجموعة بنك مصرف مؤسسة القابضة العالمية الدولية الوطنية العربية السعودية بن ابن بنت آل ابو أبو عبد الدكتور"
    " المهندس الشيخ الأمير الملك الرئيس السيد في من على و".split()
)
_WOMEN = (
    "Adaline Brielle Corisa Delphine Elodie Fenella Ginevra Hestia Isaura Jorunn Kerensa Liesel Maribel Nerys Odile"
    " Perpetua Quilla Rosalba Sunniva Tamsin Ulrika Vesna Wilmina Xanthe Yseult Zelda".split(),
    "نجلاء رباب سوسن هيفاء لبابة عفاف جمانة شذى ريحانة لجين بسمة صفية فادية كوثر نورهان".split(),
)
_MEN = (
    "Alaric Bertil Casimir Dagobert Evander Florian Gerolt Hakon Ignaz Jorik Konrad Leopold Matthis Niklas Osbert"
    " Percival Quentin Roderick Sigmund Tancred Ulrich Valdemar Wendell Xaver Yorick Zacharias".split(),
    "صهيب جاسر حيدر رائف غسان قتيبة لؤي معتصم نزار وضاح تميم ساطع شهاب عدي مهند".split(),
)
_SURNAMES = (
    "Abernethy Bracegirdle Corvane Dunmorrow Eskildsen Farthingale Grimshaw Hollenbeck Ingersoll Jessamine Kirkebo"
    " Lanyon Merriweather Nordqvist Oxenham Pettigrew Quennell Ravensworth Stavely Thistlewood Umberland Vantongeren"
    " Wetherby Yarrow Zellweg Ashcombe Birkenau Calloway Drummore Ellersby Fenwright Gaskarth Hebblethwaite".split(),
    "القرعاوي الزهيري الحمداوي البطوش الشرقاوي المنديلي الكرخي الدباس العبيكي الصنعاوي الطرابيشي الفخراني الجاعوني"
    " الغامري النوباني الوردياني الهندباوي البيطاري السلحوت الدجيلي الراشدي الخزعلي القدسي المعيني".split(),
)
_COMPANIES = (
    "Arvexa Boltrane Corvidia Delphara Envorix Fenloom Gridwell Hyperant Inovara Jantrix Kelvaro Lumivex Mondrala"
    " Netharo Optivane Pyralis Quorvex Rivolta Sentraxa Tavoline Ulmetra Vexoria Wynvale Xantrova Zephrane".split(),
    "نوفاريكس دلفارا لوميكس كوردافا أنتريكا فيكسورا تافولين سنتراكا ريفولتا كلفارو هايبرانت زفرانا مندرالا".split(),
)
_ARABIC = re.compile("[\u0621-\u064a]")


class Swapper:
    """Gives each word of a name another, the same one throughout a passage."""

    def __init__(self, passage: dict[str, Any], seed: int, given: dict[str, str]) -> None:
        self.chance = random.Random(f"{seed}:{passage['id']}")
        self.given = given
        self.words: dict[str, str] = {}
        self.used: set[str] = set()
        self.forms: dict[str, str] = {}
        for entity in passage["entities"]:
            if entity["type"] in _KINDS:
                for form in sorted({entity["name_en"], *entity["names_in_text"]}, key=len, reverse=True):
                    self.forms[form] = self._swap(form, entity, passage["text"])

    def _swap(self, form: str, entity: dict[str, Any], text: str) -> str:
        kind = entity["type"]
        # The English name tells the gender in both scripts.
        woman = self.given.get(entity["name_en"].split()[0].lower()) == "f"
        words = form.split()
        swapped = []
        for position, word in enumerate(words):
            bare = word.strip("“”\"'’«»().,،")
            proper = bare.lower() not in _KEPT and any(c.isalpha() for c in bare)
            proper = proper and (bare[:1].isupper() or _ARABIC.match(bare) is not None)
            if not proper or len(bare) < 2:
                swapped.append(word)
                continue
            if bare not in self.words:
                first = kind == "Person" and position == 0 and len(words) > 1
                self.words[bare] = self._draw(bare, kind, first, woman, text)
            swapped.append(word.replace(bare, self.words[bare]))
        return " ".join(swapped)

    def _draw(self, word: str, kind: str, first: bool, woman: bool, text: str) -> str:
        script = 1 if _ARABIC.search(word) is not None else 0
        if kind == "Company":
            names = _COMPANIES[script]
        elif first:
            names = (_WOMEN if woman else _MEN)[script]
        else:
            names = _SURNAMES[script]
        free = [name for name in names if name not in self.used and name not in text]
        chosen = self.chance.choice(free or names)
        self.used.add(chosen)
        return chosen

    def __call__(self, text: str) -> str:
        """Return a text with every name swapped, the longest forms first."""
        if len(self.forms) == 0:
            return text
        pattern = "|".join(re.escape(form) for form in sorted(self.forms, key=len, reverse=True))
        text = re.sub(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z\u0621-\u064a])", lambda m: self.forms[m.group()], text)
        # What is left of a name in a form that gold does not list ("Musk's", "ماسك" after a clitic).
        for word, other in self.words.items():
            if len(word) > 2:
                text = re.sub(rf"(?<![A-Za-z\u0621-\u064a]){re.escape(word)}(?![A-Za-z\u0621-\u064a])", other, text)
        return text


def rename(value: Any, swap: Swapper) -> Any:
    """Return JSON values with every text in them renamed."""
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, list):
        return [rename(item, swap) for item in value]
    if isinstance(value, dict):
        kept = ("type", "id", "lang", "source", "source_kind", "kind", "wikidata", "pool")
        return {name: item if name in kept else rename(item, swap) for name, item in value.items()}
    return value


def given_names() -> dict[str, str]:
    """Return the gender (m, f) of given names that the English grammar knows."""
    import yaml

    path = Path(__file__).parent.parent / "loaders" / "articles" / "english" / "data" / "people.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    found = {}
    for key, gender in (("women", "f"), ("female", "f"), ("men", "m"), ("male", "m")):
        words = data.get(key, [])
        found.update({name.lower(): gender for name in (words.split() if isinstance(words, str) else words)})
    return found


def main() -> None:
    """Write the copy."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("passages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    given = given_names()
    for path in sorted(arguments.passages.glob("*.json")):
        passage = json.loads(path.read_text("utf-8"))
        renamed = rename(passage, Swapper(passage, arguments.seed, given))
        (arguments.out / path.name).write_text(json.dumps(renamed, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
