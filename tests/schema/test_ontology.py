from importlib.resources import files

import pytest
import yaml

from techpol.schema.errors import OntologyError
from techpol.schema.ontology import LANGUAGES, load_ontology, read_ontology

TEXT = files("techpol.schema").joinpath("ontology.yaml").read_text("utf-8")


def test_subtypes_may_stand_where_their_parent_may():
    ontology = load_ontology()

    assert ontology.allows("DONATED_TO", "Person", "Committee")
    assert not ontology.allows("LEADS", "Company", "Person")
    assert ontology.subtypes("Asset") == ("Asset", "CryptoAsset")


def test_a_symmetric_relation_allows_both_orders():
    ontology = load_ontology()

    assert ontology.relations["MET_WITH"].symmetric
    assert ontology.allows("MET_WITH", "Person", "Company") == ontology.allows("MET_WITH", "Company", "Person")


def test_every_relation_can_be_said_in_every_language():
    for relation in load_ontology().relations.values():
        for language in LANGUAGES:
            said = relation.sentence[language].format(subject="A", object="B", details="")
            assert "A" in said
            assert "B" in said


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda d: d["types"]["Person"].update(extends="Alien"), "types.Person.extends"),
        (lambda d: d["types"]["Entity"].update(extends="Person"), "extends itself"),
        (lambda d: d["types"]["Person"].update(colour="red"), "types.Person.colour"),
        (lambda d: d["types"]["Person"]["labels"].pop("ar"), "types.Person.labels"),
        (lambda d: d["relations"]["LEADS"].update(object=["Organisation"]), "relations.LEADS.object"),
        (lambda d: d["relations"]["LEADS"].update(strength=2), "relations.LEADS.strength"),
        (lambda d: d["relations"]["LEADS"].update(kind="friendship"), "relations.LEADS.kind"),
        (lambda d: d["relations"]["LEADS"].update(colour="#ffffff"), "relations.LEADS"),
        (lambda d: d["relations"]["LEADS"]["sentence"].update(en="{subject} leads"), "relations.LEADS.sentence.en"),
        (lambda d: d["relations"]["LEADS"].update(properties=["salary"]), "relations.LEADS.properties"),
        (lambda d: d["relations"]["LEADS"].pop("means"), "relations.LEADS.means"),
        (lambda d: d["relations"]["LEADS"].update(ftm="Link"), "relations.LEADS.ftm"),
        (lambda d: d.pop("types"), "types"),
    ],
)
def test_a_mistake_is_named_with_file_and_place(change, place):
    data = yaml.safe_load(TEXT)
    change(data)

    with pytest.raises(OntologyError, match=r"^mine\.yaml: ") as caught:
        read_ontology(yaml.safe_dump(data, allow_unicode=True), "mine.yaml")
    assert place in str(caught.value)


def test_what_is_no_yaml_is_named():
    with pytest.raises(OntologyError, match=r"mine\.yaml: not YAML"):
        read_ontology("types: [", "mine.yaml")


def test_unknown_names_are_refused_with_the_known_ones():
    with pytest.raises(OntologyError, match=r"known: .*Person"):
        load_ontology().type("Persona")
    with pytest.raises(OntologyError, match=r"known: .*LEADS"):
        load_ontology().relation("BEFRIENDED")
