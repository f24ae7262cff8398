"""Names that break writers: a small graph full of them, and a strategy that makes more."""

from __future__ import annotations

from hypothesis import strategies as st
from memory_view import MemoryView

from techpol.schema.model import Identifier, Name

HOSTILE = (
    "Quote \" and ' and `",
    "Line\nbreak\r\nand tab\tand return\r",
    "Control \x00\x01\x07\x1b[31m\x7f\x85 end",
    "Emoji 🧑‍⚖️ flag 🇵🇸 and 𝒜",
    "Bidi \u202egnp.exe\u202c \u2066isolate\u2069 \u200f\u200e",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "'=1+1",
    "</script><script>window.bad = 1</script>",
    '"><img src=x onerror=window.bad=1>',
    "]]> & &amp; &lt; <b>",
    "back\\slash \\' \\\" \\u0027 \\n end\\",
    "'}) DETACH DELETE n //",
    "\\' OR 1=1; MATCH (n) DETACH DELETE n; //",
    '" . <urn:x> <urn:y> <urn:z> . "',
    "%%SCRIPT%% {subject} ${x} {{y}}",
    "--> ]| end; %% comment",
    "\ufeffmark \ufffe\uffff \u2028 \u2029 end",
    " leading and trailing ",
    "x" * 10_000,
    "شركة «المثال» — ‏سام ألتمان",
)


def hostile_view(names: tuple[str, ...] = HOSTILE, parallel: int = 2) -> MemoryView:
    """Return a graph whose names, quotes, roles and titles are these; each two neighbours share parallel edges."""
    view = MemoryView()
    ids = []
    for number, name in enumerate(names):
        entity_id = view.entity(f"entity number {number}", "Organization")
        entity = view.entities[entity_id]
        view.entities[entity_id] = type(entity)(
            entity.id, entity.type, name, (Name(name, "en"), Name(name, "ar"), Name(f"{name}!", "en")),
            (Identifier("wikidata", "Q42"), Identifier("fec-committee", "C00000001")), (("city", name),),
        )  # fmt: skip
        ids.append(entity_id)
    for number, name in enumerate(names):
        for at in range(parallel):
            view.edge(
                ids[number], "DONATED_TO" if at % 2 == 0 else "OWNS", ids[(number + 1) % len(ids)],
                amount="100000.50", start="2023-06", end="2023-07-02" if at else None, quote=name,
                modality=("asserted", "planned", "alleged", "denied")[(number + at) % 4], attribution=name or None,
                role=name or None, when_text=name or None, sources=("First paper", "Second paper"),
            )  # fmt: skip
    return view


# Any text that SQLite and UTF-8 can hold, and some that they cannot.
any_text = st.text(min_size=1, max_size=40) | st.sampled_from(HOSTILE)
# The same with lone halves of surrogate pairs, for what does not go through a database.
any_text_at_all = any_text | st.text(st.characters(), min_size=1, max_size=40)
