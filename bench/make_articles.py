"""Make many articles out of the example articles: each with other names, the same facts otherwise.

    python bench/make_articles.py FOLDER [--articles 1000] [--seed 1]

Every round of the examples is a world of its own: its people and companies bear invented names, the same in all
articles of the round and in both scripts. Publishers, places and authorities stay, as they do in the news.
The same number of articles and the same seed give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"

# Words of the examples that name somebody: English, Arabic ("" where no example has it).
_GIVEN_MEN = """Dustin,;Peter,;Donald,دونالد;Mark,مارك;Tim,;Jeff,;Larry,;Satya,ساتيا;Elon,إيلون;Jack,;Sundar,سوندار
Joseph,;Rob,;Bob,;Sam,سام;Dario,داريو;Joe,جو;Michael,;Jeffrey,جيفري;Greg,;Jason,;David,ديفيد;Chamath,;Ron,;Tyler,تايلر
Cameron,كاميرون;Gary,;Jordan,;Bill,;Reid,ريد;Vinod,فينود;Marc,;Ben,بن;Reed,""".replace("\n", ";")
_GIVEN_WOMEN = """Cari,;Hillary,;Sheryl,;Safra,;Ginni,;Elizabeth,;Priscilla,بريسيلا;Letitia,;Jennifer,;Kamala,كامالا
Daniela,;Laurene,""".replace("\n", ";")
_SURNAMES = """Moskovitz,;Tuna,;Clinton,;Thiel,;Trump,ترامب;Zuckerberg,زوكربيرغ;Cook,;Bezos,;Page,;Nadella,ناديلا
Sandberg,;Catz,;Musk,ماسك;Rometty,;Dorsey,;Warren,;Chan,تشان;Newstead,;Pichai,بيتشاي;Simons,;Vance,;Portman,;Mercer,
Harris,هاريس;Altman,ألتمان;Amodei,أمودي;Biden,بايدن;Bennet,;Katzenberg,كاتزنبرغ;Brockman,;Kwon,;Sacks,ساكس
Palihapitiya,;DeSantis,;Winklevoss,وينكلفوس;Gensler,;Peterson,;Lonsdale,;Ackman,;Hoffman,هوفمان;Khosla,خوسلا
Cuban,كوبان;Powell,;Andreessen,أندريسن;Horowitz,هورويتز;Hastings,""".replace("\n", ";")
_COMPANIES = """Facebook,فيسبوك;Asana,;PayPal,;Palantir,;Apple,;Amazon,;Alphabet,;Microsoft,;Oracle,;Tesla,تسلا
SpaceX,;IBM,;Twitter,;Instagram,;WhatsApp,;DoubleClick,;Google,
OpenAI,أوبن إيه آي;Anthropic,;xAI,;Coinbase,;Gemini,جيميني
LinkedIn,لينكد إن;Netflix,;Mithril,;Narya,;Craft,;Greylock,;Pershing,""".replace("\n", ";")

_MEN = (
    "Adrian,أدريان;Albert,ألبرت;Anton,أنطون;Bruno,برونو;Carl,كارل;Conrad,كونراد;Daniel,دانيال;Edgar,إدغار;Felix,فيليكس"
    ";Frank,فرانك;George,جورج;Harold,هارولد;Hugo,هوغو;Ivan,إيفان;Jonas,جوناس;Kevin,كيفن;Leo,ليو;Lucas,لوكاس;Martin,مارتن"
    ";Neil,نيل;Oscar,أوسكار;Paul,بول;Ralph,رالف;Simon,سايمون;Stefan,ستيفان;Thomas,توماس;Victor,فيكتور;Walter,والتر"
)
_WOMEN = (
    "Alice,أليس;Anna,آنا;Barbara,باربرا;Carla,كارلا;Diana,ديانا;Emma,إيما;Flora,فلورا;Helen,هيلين;Irene,إيرين;Julia,جوليا"
    ";Laura,لورا;Maria,ماريا;Nora,نورا;Olivia,أوليفيا;Paula,باولا;Rosa,روزا;Sara,سارة;Teresa,تيريزا;Vera,فيرا"
)
# Invented words are put together of these, in both scripts.
_ONSETS = "B,ب;Br,بر;D,د;F,ف;Gr,غر;H,ه;K,ك;Kr,كر;L,ل;M,م;N,ن;P,ب;R,ر;S,س;St,ست;T,ت;Tr,تر;V,ف;W,و"
_MIDDLES = "al,ال;ald,الد;an,ان;ar,ار;arm,ارم;ed,يد;el,يل;en,ين;er,ير;ill,يل;in,ين;ol,ول;on,ون;or,ور;und,وند"
_PERSON_ENDS = (
    "berg,بيرغ;by,بي;er,ر;ey,ي;ford,فورد;ham,هام;land,لاند;ley,لي;man,مان;ner,نر;off,وف;sen,سن;son,سون;ton,تون"
)
_FIRM_ENDS = "ara,ارا;eon,يون;ex,يكس;ic,يك;io,يو;ora,ورا;os,وس;ova,وفا;tek,تك;um,وم;us,وس;yx,يكس"

_ARABIC = "\u0621-\u064a"


def _pairs(listed: str) -> list[tuple[str, str]]:
    pairs = [entry.strip().partition(",") for entry in listed.split(";") if entry.strip() != ""]
    return [(english, arabic) for english, _, arabic in pairs]


class Renamer:
    """Gives the people and companies of one world other names."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._used: set[str] = set()
        self.english: dict[str, str] = {}
        self.arabic: dict[str, str] = {}
        for old, fresh in ((_GIVEN_MEN, _MEN), (_GIVEN_WOMEN, _WOMEN)):
            self._rename(old, partial(chance.choice, _pairs(fresh)))
        self._rename(_SURNAMES, partial(self._invent, _PERSON_ENDS))
        self._rename(_COMPANIES, partial(self._invent, _FIRM_ENDS))
        self._english = re.compile(rf"\b(?:{self._alternatives(self.english)})\b")
        # A conjunction or preposition may be written onto an Arabic name.
        self._arabic = re.compile(
            rf"(?<![{_ARABIC}])([وفبلك]{{0,2}})({self._alternatives(self.arabic)})(?![{_ARABIC}])"
        )

    def _alternatives(self, words: dict[str, str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def _rename(self, listed: str, draw: Callable[[], tuple[str, str]]) -> None:
        for english, arabic in _pairs(listed):
            new_english, new_arabic = draw()
            self.english[english] = new_english
            if arabic != "":
                self.arabic[arabic] = new_arabic

    def _invent(self, ends: str) -> tuple[str, str]:
        """Return a word that no other of this world has, in both scripts."""
        while True:
            parts = [self._chance.choice(_pairs(listed)) for listed in (_ONSETS, _MIDDLES, ends)]
            if self._chance.random() < 0.5:
                parts.insert(2, self._chance.choice(_pairs(_MIDDLES)))
            english, arabic = ("".join(part[side] for part in parts) for side in (0, 1))
            if english not in self._used:
                self._used.add(english)
                return english, arabic

    def __call__(self, text: str) -> str:
        """Return a text with the names of this world."""
        text = self._english.sub(lambda match: self.english[match.group()], text)
        return self._arabic.sub(lambda match: match.group(1) + self.arabic[match.group(2)], text)


def iter_articles(number: int, seed: int = 1, examples: Path = EXAMPLES) -> Iterator[tuple[str, str]]:
    """Yield (file name, content) of so many articles."""
    paths = sorted(path for path in examples.iterdir() if path.is_file())
    rename = Renamer(random.Random(f"{seed}:0"))
    for count in range(number):
        world, position = divmod(count, len(paths))
        if position == 0:
            rename = Renamer(random.Random(f"{seed}:{world}"))
        path = paths[position]
        text = path.read_text("utf-8").replace(".example.org/", f".example.org/w{seed}-{world}/")
        yield f"{world:05d}-{path.name}", rename(text)


def main() -> None:
    """Write the articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, content in iter_articles(options.articles, options.seed):
        (options.folder / name).write_text(content, "utf-8")


if __name__ == "__main__":
    main()
