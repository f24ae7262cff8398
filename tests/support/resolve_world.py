"""Sources, referents and claims that resolution is tried on."""

from techpol.graph.ledger import Ledger
from techpol.graph.resolve import MemoryStore
from techpol.graph.resolve.ledger_store import LedgerStore
from techpol.schema.model import (
    Claim,
    Identifier,
    Mention,
    Modality,
    Name,
    Qualifiers,
    Reading,
    Record,
    Referent,
    Source,
)
from techpol.schema.values import PartialDate


class World:
    """Sources with referents and claims, loaded into a store of either kind, all at once or one by one."""

    def __init__(self):
        self.readings = {}

    def source(self, name, kind="article", published="2024-06-01"):
        source = Source(name, kind, f"{name:0<64}", published=PartialDate.clean(published), text=None)
        self.readings[source.id] = (source, [], [])
        return source

    def referent(self, source, key, type_name, name, names=(), identifiers=(), nominal=False, **properties):
        referent = Referent(
            source.id, key, type_name, name, tuple(Name(text) for text in names),
            tuple(Identifier(*pair) for pair in identifiers),
            (Mention(0, 1, name, "nominal"),) if nominal else (),
            tuple(sorted((what, str(value)) for what, value in properties.items())),
        )  # fmt: skip
        self.readings[source.id][1].append(referent)
        return referent.id

    def claim(self, source, subject, relation, target, year=None):
        record = Record(source.id, f"{subject}-{relation}-{target}", (("text", f"{subject} {relation} {target}"),))
        qualifiers = Qualifiers(start=PartialDate(year)) if year else Qualifiers()
        self.readings[source.id][2].append(
            Claim(source.id, source.sha256, subject, relation, target, (record,), Modality.ASSERTED, None, qualifiers)
        )

    def store(self, kind, order=None):
        if kind == "memory":
            return MemoryStore(
                [source for source, _, _ in self.readings.values()],
                [item for _, referents, _ in self.readings.values() for item in referents],
                [item for _, _, claims in self.readings.values() for item in claims],
            )
        ledger = Ledger.in_memory()
        for key in order or list(self.readings):
            source, referents, claims = self.readings[key]
            ledger.put(Reading(source, [*referents, *claims]))
        return LedgerStore(ledger)


def verdict(store, left, right):
    pair = {left, right}
    found = [item for item in store.iter_judgements([left]) if {item.left, item.right} == pair]
    return None if len(found) == 0 else str(found[0].verdict)


def told(store):
    return sorted((item.left, item.right, str(item.verdict), item.by, item.score) for item in store.iter_judgements())
