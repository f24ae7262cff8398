"""Stated sums: which gifts a total is the sum of, so that nothing is counted twice.

A total is an edge whose claim says so, or one whose amount is, to the cent, the sum of finer gifts by the same
donor to the same beneficiary or one connected with it, in a time that fits. Gifts of several donors together ("the
twins gave $2 million") are linked to each one's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from techpol.graph.build.agree import fit_times, sums_to, when_of
from techpol.graph.build.edges import Decided
from techpol.graph.build.store import LINKS, EdgeWriter
from techpol.graph.migrations import LedgerConnection
from techpol.graph.rows import dump, edge_of
from techpol.schema.model import Edge, Modality
from techpol.schema.values import PartialDate

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Gift:
    """An edge that states an amount, as it is kept, and when and by whom it was told."""

    edge: Edge
    data: str
    told: bool
    sources: frozenset[str]
    published: PartialDate | None  # the first that told it

    @property
    def amount(self) -> Decimal:
        """The amount that it states."""
        assert self.edge.qualifiers.amount is not None
        return self.edge.qualifiers.amount.amount

    @property
    def scope(self) -> str:
        """What the amount is: single, total or joint."""
        return self.edge.qualifiers.amount_scope


Linked = Callable[[str, str], bool]


def prepare_links(connection: LedgerConnection) -> None:
    """Make the list of entities whose links to others changed."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS dirty_link (entity TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM dirty_link")


def link_totals(connection: LedgerConnection, writer: EdgeWriter) -> None:
    """Bring the totals of every donor whose gifts, or whose beneficiaries' links, changed up to date."""
    links = _Links(connection)
    _mark_relinked(connection, links)
    connection.execute(
        "INSERT OR IGNORE INTO dirty_money SELECT j.subject, j.relation FROM dirty_group g"
        " CROSS JOIN edge j ON j.object = g.object AND j.relation = g.relation AND j.scope = 'joint'"
    )
    for donor, relation in _dirty_donors(connection):
        gifts = list(_gifts(connection, donor, relation))
        totals = find_totals(gifts, links.linked)
        for gift in gifts:
            if gift.scope == "joint":
                parts = _joint_parts(connection, gift)
                if len(parts) > 0:
                    totals[gift.edge.id] = parts, "the gifts of each that make the joint sum"
        for gift in gifts:
            parts, reason = totals.get(gift.edge.id, ((), ""))
            edge = replace(gift.edge, total_of=tuple(sorted(parts)))
            decision = Decided("total", edge.total_of, (reason,)) if len(parts) > 0 else None
            writer.set_total(edge, gift.data, gift.told, decision)
            if edge != gift.edge:
                connection.executemany(
                    "INSERT OR IGNORE INTO dirty_degree VALUES (?)", [(edge.subject,), (edge.object,)]
                )


def _dirty_donors(connection: LedgerConnection) -> Iterator[tuple[str, str]]:
    last = ("", "")
    while True:
        rows = connection.execute(
            "SELECT donor, relation FROM dirty_money WHERE (donor, relation) > (?, ?)"
            " ORDER BY donor, relation LIMIT ?",
            (*last, _PAGE),
        ).fetchall()
        for donor, relation in rows:
            last = (donor, relation)
            # Rows of a record set state no sums.
            told = connection.execute(
                "SELECT 1 FROM edge WHERE subject = ? AND relation = ? AND told AND amount IS NOT NULL LIMIT 1", last
            ).fetchone()
            if told is not None:
                yield last
        if len(rows) < _PAGE:
            return


def _gifts(connection: LedgerConnection, donor: str, relation: str) -> Iterator[Gift]:
    rows = connection.execute(
        "SELECT data, told FROM edge WHERE subject = ? AND relation = ? AND amount IS NOT NULL ORDER BY id",
        (donor, relation),
    ).fetchall()
    for data, told in rows:
        yield _gift(connection, data, told)


def _gift(connection: LedgerConnection, data: str, told: int) -> Gift:
    edge = edge_of(data)
    rows = connection.execute(
        "SELECT s.id, s.published FROM claim c JOIN source s ON s.id = c.source AND s.version = c.version"
        " WHERE c.id IN (SELECT value FROM json_each(?))",
        (dump(list(edge.claims)),),
    ).fetchall()
    published = min((day for _, day in rows if day is not None), default=None)
    return Gift(edge, data, bool(told), frozenset(source for source, _ in rows), PartialDate.clean(published))


def find_totals(gifts: Sequence[Gift], linked: Linked) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return, by edge id, the parts of each gift that states a sum, and the reason."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    shared = _claims_of_several(gifts)
    # Small sums first: what is a total is no part of a larger one.
    for gift in sorted(gifts, key=lambda gift: (gift.amount, sorted(gift.edge.claims), gift.edge.ordinal)):
        if not _may_be_total(gift):
            continue
        pool = [
            other
            for other in gifts
            if other.scope == "single" and other.edge.id not in found and _may_be_part(other, gift)
        ]
        parts = _parts_of(gift, pool, shared, linked)
        if parts is not None:
            found[gift.edge.id] = parts
    return found


def _may_be_total(gift: Gift) -> bool:
    return (
        gift.told and gift.scope != "joint" and gift.edge.modality is not Modality.DENIED
        and gift.edge.qualifiers.count is None and gift.amount > 0
    )  # fmt: skip


def _may_be_part(part: Gift, total: Gift) -> bool:
    """Say whether a gift is finer than a stated sum, of its currency, as certain as it, and of a time that fits."""
    mine, theirs = part.edge, total.edge
    currencies = {mine.qualifiers.amount and mine.qualifiers.amount.currency,
                  theirs.qualifiers.amount and theirs.qualifiers.amount.currency} - {None}  # fmt: skip
    if part.edge.id == total.edge.id or not 0 < part.amount < total.amount or len(currencies) > 1:
        return False
    if mine.modality is Modality.DENIED or (theirs.modality is Modality.ASSERTED) != (
        mine.modality is Modality.ASSERTED
    ):
        return False
    times = [
        when_of(gift.edge.qualifiers, gift.published, False, gift.edge.modality is Modality.PLANNED)
        for gift in (part, total)
    ]
    return fit_times(times[0], times[1], is_state=False, near=False)[0] is not None


def _claims_of_several(gifts: Iterable[Gift]) -> dict[str, list[Gift]]:
    """Return the gifts of each claim that tells of more than one."""
    by_claim: dict[str, list[Gift]] = {}
    for gift in gifts:
        for claim in gift.edge.claims:
            by_claim.setdefault(claim, []).append(gift)
    return {claim: held for claim, held in by_claim.items() if len(held) > 1}


def _parts_of(
    total: Gift, pool: Sequence[Gift], shared: dict[str, list[Gift]], linked: Linked
) -> tuple[tuple[str, ...], str] | None:
    """Return the gifts that make a stated sum, tried from the closest to the widest, with the reason."""
    allowed = {gift.edge.id for gift in pool}
    beneficiary = total.edge.object
    near = [gift for gift in pool if linked(gift.edge.object, beneficiary)]
    same = [gift for gift in near if gift.edge.object == beneficiary]
    tries: list[tuple[list[Gift], str]] = []
    for claim in sorted(shared):
        held = [gift for gift in shared[claim] if gift.edge.id in allowed]
        if len(held) == len(shared[claim]) and (held[0].sources & total.sources or held[0] in near):
            tries.append((held, "the gifts of one claim make this sum"))
    told_together = [gift for gift in same if gift.sources & total.sources]
    tries += [
        (told_together, "the gifts to this beneficiary that the same source tells of make this sum"),
        (same, "the gifts to this beneficiary make this sum"),
        (
            [gift for gift in near if gift.sources & total.sources],
            "the gifts that the same source tells of make this sum",
        ),
        (near, "the gifts to this beneficiary and those connected with it make this sum"),
    ]
    for parts, reason in tries:
        if len(parts) > 1 and sums_to(total.edge.qualifiers, sum((gift.amount for gift in parts), Decimal(0))):
            return tuple(gift.edge.id for gift in parts), reason
    if total.scope != "total":
        return None
    for parts in (same, told_together):
        known = sum((gift.amount for gift in parts), Decimal(0))
        if len(parts) > 0 and known < total.amount:
            return tuple(
                gift.edge.id for gift in parts
            ), f"stated as a sum; the parts that are known come to {known:,f}"
    return None


def _joint_parts(connection: LedgerConnection, joint: Gift) -> tuple[str, ...]:
    """Return each one's own gifts that make a joint sum; none where they do not."""
    rows = connection.execute(
        "SELECT data, told FROM edge WHERE object = ? AND relation = ? AND scope = 'joint'",
        (joint.edge.object, joint.edge.relation),
    ).fetchall()
    together = [_gift(connection, data, told) for data, told in rows]
    donors = sorted(
        {gift.edge.subject for gift in together if gift.sources & joint.sources and gift.amount == joint.amount}
    )
    own: list[Gift] = []
    for donor in donors:
        rows = connection.execute(
            "SELECT data, told FROM edge WHERE subject = ? AND object = ? AND relation = ? AND amount IS NOT NULL"
            " AND scope IS NULL ORDER BY id",
            (donor, joint.edge.object, joint.edge.relation),
        ).fetchall()
        own += [gift for gift in (_gift(connection, data, told) for data, told in rows) if _may_be_part(gift, joint)]
    if len(donors) < 2 or {gift.edge.subject for gift in own} != set(donors):
        return ()
    return (
        tuple(gift.edge.id for gift in own)
        if sums_to(joint.edge.qualifiers, sum((g.amount for g in own), Decimal(0)))
        else ()
    )


# ---- which beneficiaries belong together -----------------------------------------------------------------------


class _Links:
    """Which entities stand one or two links apart: by edges that connect, or as a campaign and whose it is."""

    _CACHED = 2000

    def __init__(self, connection: LedgerConnection) -> None:
        self.connection = connection
        self._near: dict[str, frozenset[str]] = {}

    def near(self, entity: str) -> frozenset[str]:
        """Return the entities one link away."""
        if entity not in self._near:
            if len(self._near) >= self._CACHED:
                self._near.clear()
            rows = self.connection.execute(
                "SELECT object FROM edge WHERE subject = ?1 AND relation IN (SELECT value FROM json_each(?2))"
                " AND modality <> 'denied'"
                " UNION SELECT subject FROM edge WHERE object = ?1 AND relation IN (SELECT value FROM json_each(?2))"
                " AND modality <> 'denied'"
                " UNION SELECT k.entity FROM member m JOIN referent r ON r.id = m.referent"
                " JOIN member k ON k.referent = r.owner WHERE m.entity = ?1"
                " UNION SELECT k.entity FROM member m JOIN referent r ON r.owner = m.referent"
                " JOIN member k ON k.referent = r.id WHERE m.entity = ?1",
                (entity, json.dumps(sorted(LINKS))),
            )
            self._near[entity] = frozenset(row[0] for row in rows)
        return self._near[entity]

    def linked(self, one: str, other: str) -> bool:
        """Say whether two entities are the same, or one or two links apart."""
        if one == other:
            return True
        near = self.near(one)
        return other in near or not near.isdisjoint(self.near(other))


def _mark_relinked(connection: LedgerConnection, links: _Links) -> None:
    """Mark the donors who give to two entities that may have come together or apart."""
    region: set[str] = set()
    for (entity,) in connection.execute("SELECT entity FROM dirty_link").fetchall():
        region.add(entity)
        region.update(links.near(entity))
    if len(region) < 2:
        return
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS region (entity TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM region")
    connection.executemany("INSERT INTO region VALUES (?)", [(entity,) for entity in sorted(region)])
    connection.execute(
        "INSERT OR IGNORE INTO dirty_money SELECT g.subject, g.relation FROM region x"
        " CROSS JOIN edge g ON g.object = x.entity"
        " WHERE g.amount IS NOT NULL GROUP BY g.subject, g.relation"
        " HAVING count(DISTINCT g.object) > 1 AND max(g.told)"
    )
