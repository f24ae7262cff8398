"""Names of persons and bodies, in Latin and Arabic script: taking apart, comparing, keys to find them by, ranking.

``parse_name`` takes a name apart, ``compare_names`` says how alike two are and why, ``name_keys`` gives the keys
under which spellings of one name meet, ``NameRanking`` ranks a list.
"""

from techpol.schema.names.compare import NameComparison, compare_names
from techpol.schema.names.forms import ORGANIZATION, OTHER, PERSON, ParsedName, parse_name
from techpol.schema.names.keys import name_keys
from techpol.schema.names.ranking import NameRanking

__all__ = [
    "ORGANIZATION",
    "OTHER",
    "PERSON",
    "NameComparison",
    "NameRanking",
    "ParsedName",
    "compare_names",
    "name_keys",
    "parse_name",
]
