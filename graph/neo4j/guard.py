"""What a query may do: only what reads, judged by the plan that the server itself makes of it.

The text is never searched: comments, escapes and odd spacing cannot hide an operator from the plan. READ access mode
alone is not enough, since LOAD CSV, procedures that end other people's transactions and TERMINATE all pass for
reading. An operator that we do not know is refused, as a newer server may have operators that do anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from techpol.schema.errors import UsageError

_SCANS = (
    "AllRelationshipsScan", "RelationshipTypeScan", "UnionRelationshipTypesScan", "RelationshipByIdSeek",
    "RelationshipByElementIdSeek", "RelationshipIndexSeek", "RelationshipUniqueIndexSeek",
    "RelationshipIndexSeekByRange", "RelationshipUniqueIndexSeekByRange", "RelationshipIndexScan",
    "RelationshipIndexContainsScan", "RelationshipIndexEndsWithScan",
)  # fmt: skip
READING_OPERATORS = frozenset(
    {
        "AllNodesScan", "Anti", "AntiConditionalApply", "AntiSemiApply", "Apply", "Argument", "ArgumentTracker",
        "AssertSameNode", "AssertSameRelationship", "BidirectionalRepeat(Trail)", "CacheProperties",
        "CartesianProduct", "ConditionalApply", "Distinct", "Eager", "EagerAggregation", "EmptyResult", "EmptyRow",
        "ExhaustiveLimit", "Expand(All)", "Expand(Into)", "Filter", "IntersectionNodeByLabelsScan",
        "LeftOuterHashJoin", "LetAntiSemiApply", "LetSelectOrAntiSemiApply", "LetSelectOrSemiApply", "LetSemiApply",
        "Limit", "MultiNodeIndexSeek", "NodeByElementIdSeek", "NodeByIdSeek", "NodeByLabelScan",
        "NodeCountFromCountStore", "NodeHashJoin", "NodeIndexContainsScan", "NodeIndexEndsWithScan",
        "NodeIndexScan", "NodeIndexSeek", "NodeIndexSeekByRange", "NodeUniqueIndexSeek",
        "NodeUniqueIndexSeekByRange", "Optional", "OptionalExpand(All)", "OptionalExpand(Into)",
        "OrderedAggregation", "OrderedDistinct", "OrderedUnion", "PartialSort", "PartialTop", "PreserveOrder",
        "ProcedureCall", "ProduceResults", "ProjectEndpoints", "Projection", "RelationshipCountFromCountStore",
        "Repeat(Trail)", "Repeat(Walk)", "RightOuterHashJoin", "RollUpApply", "SelectOrAntiSemiApply",
        "SelectOrSemiApply", "SemiApply", "ShortestPath", "SimulatedExpand", "SimulatedNodeScan", "Skip", "Sort",
        "StatefulShortestPath(All)", "StatefulShortestPath(Into)", "SubtractionNodeByLabelsScan", "Top",
        "Top1WithTies", "TriadicBuild", "TriadicFilter", "TriadicSelection", "Union", "UnionNodeByLabelsScan",
        "Unwind", "ValueHashJoin", "VarLengthExpand(All)", "VarLengthExpand(Into)", "VarLengthExpand(Pruning)",
        "VarLengthExpand(Pruning,BFS)", "VarLengthExpand(Pruning,BFS,All)", "VarLengthExpand(Pruning,BFS,Into)",
        "PartitionedAllNodesScan", "PartitionedNodeByLabelScan", "PartitionedNodeIndexScan",
        "PartitionedNodeIndexSeek", "PartitionedUnionNodeByLabelsScan", "PartitionedIntersectionNodeByLabelsScan",
        "PartitionedSubtractionNodeByLabelsScan", "PartitionedUnwind",
    }
    | {f"{way}{part}{scan}" for way in ("Directed", "Undirected") for part in ("", "Partitioned") for scan in _SCANS}
)  # fmt: skip
READING_PROCEDURES = frozenset(
    {
        "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships", "db.labels", "db.propertyKeys",
        "db.relationshipTypes", "db.schema.nodeTypeProperties", "db.schema.relTypeProperties",
        "db.schema.visualization",
    }
)  # fmt: skip
READING_QUERY = "r"  # the server's own word for what a statement does: r, w, rw or s (schema and administration)

_PROCEDURE = re.compile(r"[^(\s]+")
_QUOTING = re.compile(r"[`\s]")


class QueryRefused(UsageError):
    """The query would do more than read; it was not run."""


def iter_operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and the details of each operator of a plan as the driver gives it."""
    waiting = [plan]
    while len(waiting) > 0:
        step = waiting.pop()
        name = str(step["operatorType"]).split("@")[0].replace(", ", ",")
        yield name, str(step.get("args", {}).get("Details", ""))
        waiting.extend(step.get("children", ()))


def check_plan(query_type: str, plan: Mapping[str, Any] | None, foreign_functions: Collection[str] = ()) -> None:
    """Raise QueryRefused where a plan holds anything that is not known to read only.

    ``foreign_functions`` are the names of functions that the server got from plug-ins: a function may do anything,
    and the plan shows it only in the expressions of its operators.
    """
    if plan is None:
        raise QueryRefused("the server gave no plan for this query, so nobody can tell what it does; it was not run")
    for name, details in iter_operators(plan):
        if name not in READING_OPERATORS:
            raise QueryRefused(f"this query is not read-only: its plan has the step {name}; it was not run")
        if name == "ProcedureCall":
            match = _PROCEDURE.match(details)
            procedure = "" if match is None else match.group().replace("`", "")
            if procedure not in READING_PROCEDURES:
                raise QueryRefused(
                    f"this query calls {procedure or 'an unknown procedure'}; allowed are "
                    f"{', '.join(sorted(READING_PROCEDURES))}; it was not run"
                )
        plain = _QUOTING.sub("", details).lower()
        for function in foreign_functions:
            if f"{function.lower()}(" in plain:
                raise QueryRefused(f"this query calls {function}, a function of a plug-in; it was not run")
    if query_type != READING_QUERY:
        raise QueryRefused(f"this query is not read-only: the server takes it for {query_type!r}; it was not run")
