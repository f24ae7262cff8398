"""RDF is read by rdflib, held by pyshacl against shapes made from the ontology, and comes back as the same claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import any_text, hostile_view
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from memory_view import MemoryView
from rdflib import RDF, Dataset, Graph, Literal, Namespace, URIRef

from techpol.graph.export import Selection, export_graph, get_format
from techpol.graph.export.text import clean
from techpol.graph.ledger import Ledger
from techpol.loaders.rdf import Rdf
from techpol.schema.errors import SourceError
from techpol.schema.model import Modality, Reading
from techpol.schema.ontology import load_ontology
from techpol.schema.terms import expand, relation_class
from techpol.schema.vocabulary import ontology_graph, shapes

# rdflib's own use of what it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
TP, TPD = Namespace("urn:techpol:ns:"), Namespace("urn:techpol:id:")
OA, PROV = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/prov#")
FORMS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "json-ld": "json-ld"}


def read(view: MemoryView | Ledger, form: str, folder: Path) -> Dataset:
    path = folder / f"graph{get_format(form).suffix}"
    export_graph(Selection(view), form, path)
    dataset = Dataset(default_union=True)
    dataset.parse(data=path.read_text("utf-8"), format=FORMS[form])
    return dataset


def names_in(dataset: Dataset) -> set[str]:
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    return {str(name) for subject, name in dataset.subject_objects(label) if str(subject).startswith(str(TPD["e-"]))}


@pytest.mark.parametrize("form", FORMS)
def test_rdflib_reads_what_the_graph_says(form: str, tmp_path: Path) -> None:
    view = hostile_view()
    dataset = read(view, form, tmp_path)

    assert {clean(entity.name) for entity in view.entities.values()} == names_in(dataset)
    for edge in view.edges.values():
        node = TPD[edge.id]
        kinds = set(dataset.objects(node, RDF.type))
        assert {URIRef(expand(relation_class(edge.relation))), TP[str(edge.modality).capitalize()]} == kinds
        assert [TPD[edge.subject]] == list(dataset.objects(node, TP.subject))
        assert [Literal("2023-06", datatype=URIRef(expand("xsd:gYearMonth")))] == list(
            dataset.objects(node, TP.start)
        )
        assert {str(edge.qualifiers.amount.amount)} == {str(v) for v in dataset.objects(node, TP.amount)}  # type: ignore[union-attr]
        assert {TPD[claim] for claim in edge.claims} <= set(dataset.objects(node, PROV.wasDerivedFrom))
    quotes = {item.quote for claim in view.claims.values() for item in claim.evidence}  # type: ignore[union-attr]
    assert quotes == {str(quote) for quote in dataset.objects(None, OA.exact)}


@pytest.mark.parametrize("form", ["trig", "nquads", "json-ld"])
def test_each_source_has_its_own_graph(form: str, tmp_path: Path) -> None:
    view = hostile_view(("A", "B"))
    dataset = read(view, form, tmp_path)
    graphs = {str(graph.identifier) for graph in dataset.graphs()} - {"urn:x-rdflib:default"}
    assert {str(TPD[source]) for source in view.sources} == graphs
    for claim in view.claims.values():
        assert (TPD[claim.id], RDF.type, TP.Claim) in dataset.graph(TPD[claim.source])
        assert (TPD[claim.id], RDF.type, TP.Claim) not in dataset.graph(URIRef("urn:x-rdflib:default"))


def test_only_what_is_asserted_is_said_directly(tmp_path: Path) -> None:
    view = MemoryView()
    a, b = view.entity("A", "Company"), view.entity("B", "Committee")
    for modality in Modality:
        view.edge(a, "DONATED_TO", b, modality=modality)
        view.edges.popitem() if modality is Modality.ASSERTED else None
    assert [] == list(read(view, "turtle", tmp_path).triples((None, TP.donatedTo, None)))
    view.edge(a, "DONATED_TO", b)
    dataset = read(view, "turtle", tmp_path)
    # schema.org's and Wikidata's property run from the one who receives.
    assert (TPD[a], TP.donatedTo, TPD[b]) in dataset
    assert (TPD[b], URIRef("https://schema.org/funder"), TPD[a]) in dataset
    assert (TPD[b], URIRef("http://www.wikidata.org/prop/direct/P8324"), TPD[a]) in dataset


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_text, min_size=2, max_size=4, unique=True))
def test_any_names_come_back(names: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for form in ("turtle", "nquads"):
            assert {clean(name) for name in names} == names_in(read(hostile_view(tuple(names)), form, Path(folder)))


# ---- OWL and SHACL -------------------------------------------------------------------------------------------------


def validate(graph: Graph) -> tuple[bool, str]:
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes(), ont_graph=ontology_graph())
    return bool(conforms), str(text)


def test_the_ontology_has_every_type_and_relation() -> None:
    ontology, graph = load_ontology(), ontology_graph()
    owl = Namespace("http://www.w3.org/2002/07/owl#")
    for name, spec in ontology.types.items():
        assert (TP[name], RDF.type, owl.Class) in graph
        assert {Literal(text, lang=language) for language, text in spec.labels.items()} <= set(
            graph.objects(TP[name])
        )
    for name in ontology.relations:
        assert (URIRef(expand(relation_class(name))), RDF.type, owl.Class) in graph


def graph_of(ledger: Ledger, folder: Path) -> Graph:
    path = folder / "graph.ttl"
    export_graph(Selection(ledger), "turtle", path)
    return Graph().parse(data=path.read_text("utf-8"), format="turtle")


def test_what_we_write_is_of_the_shapes(filled_ledger: Ledger, tmp_path: Path) -> None:
    assert (True, "") == (validate(graph_of(filled_ledger, tmp_path))[0], "")


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("type", "DONATED_TO: the object must be Actor or Candidacy or Cause or Event"),
        ("claimless", "DONATED_TO: an edge without a claim is not an edge"),
        ("modality", "DONATED_TO: exactly one of asserted, planned, alleged, denied"),
        ("confidence", "a confidence is between 0 and 1"),
        ("evidence", "a claim without evidence is not a claim"),
        ("quote", "a quote is the words themselves"),
        ("currency", "DONATED_TO: a currency is an ISO 4217 code"),
    ],
)
def test_a_planted_fault_is_named(filled_ledger: Ledger, tmp_path: Path, fault: str, message: str) -> None:
    graph = graph_of(filled_ledger, tmp_path)
    edge = min(graph.subjects(RDF.type, TP.DonatedTo))
    claim = min(graph.subjects(RDF.type, TP.Claim))
    place = TPD["e-place"]
    graph.add((place, RDF.type, TP.Place))
    if fault == "type":
        graph.set((edge, TP.object, place))
    elif fault == "claimless":
        graph.remove((edge, PROV.wasDerivedFrom, None))
    elif fault == "modality":
        graph.add((edge, RDF.type, TP.Denied))
        graph.add((edge, RDF.type, TP.Planned))
    elif fault == "confidence":
        graph.set((claim, TP.confidence, Literal("1.5", datatype=URIRef(expand("xsd:double")))))
    elif fault == "evidence":
        graph.remove((claim, OA.hasTarget, None))
    elif fault == "quote":
        graph.remove((None, OA.exact, None))
    else:
        graph.set((edge, TP.currency, Literal("dollars")))
    conforms, text = validate(graph)
    assert not conforms and message in text
    if fault in ("type", "claimless"):
        assert str(edge).removeprefix(str(TPD)) in text


# ---- back again ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_our_own_export_comes_back_as_the_same_claims(filled_ledger: Ledger, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"graph{get_format(form).suffix}"
    export_graph(Selection(filled_ledger), form, path)
    assert Rdf().accepts(path)
    with Ledger.in_memory() as copy:
        for reading in Rdf().read(path):
            assert isinstance(reading, Reading)
            assert 0 == copy.put(reading).refused
        copy.build()
        mine, theirs = filled_ledger.digest(), copy.digest()
        assert (mine.claims, mine.current_claims, mine.sources) == (
            theirs.claims,
            theirs.current_claims,
            theirs.sources,
        )


def test_a_claim_that_was_changed_is_refused(filled_ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    export_graph(Selection(filled_ledger), "nquads", path)
    text = path.read_text("utf-8").replace("urn:techpol:ns:Leads>", "urn:techpol:ns:Owns>")
    path.write_text(text, "utf-8")
    readings = [reading for reading in Rdf().read(path) if isinstance(reading, Reading)]
    refusals = [item for reading in readings for item in reading.statements if hasattr(item, "reason")]
    assert len(refusals) > 0 and all("was changed" in refusal.detail for refusal in refusals)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.ttl", "<urn:a> <urn:b> .", "not turtle"),
        ("x.jsonld", "{", "not json-ld"),
        ("x.jsonld", '{"@context": "https://other.example/context", "@id": "urn:a"}', "is not fetched"),
        ("x.ttl", "<urn:a> <urn:b> <urn:c> .", "no thing of a class that we know"),
        ("x.nq", b"\xff\xfe", "not UTF-8"),
    ],
)
def test_bad_rdf_is_named(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (error,) = Rdf().read(path)
    assert isinstance(error, SourceError) and message in str(error) and str(path) in str(error)
