// title: Donors of a committee
// question: Who gave to a committee, campaign or person, how often and how much?
// parameter: committee: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: modality: modality = "asserted"; asserted, planned or alleged; any for the three together
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: type: type of the donor
// column: gifts: how many, stated totals left out
// column: total: sum of the gifts of known size
// column: currency: of the sum
// column: first: day of the first dated gift
// column: last: day of the last dated gift
// column: modalities: how the sources put it
MATCH (d:Entity)-[g:DONATED_TO]->(c:Entity)
WHERE (c.id = $committee OR any(name IN c.names WHERE toLower(name) = toLower($committee)))
  AND g.modality <> 'denied' AND $modality IN [g.modality, 'any'] AND g.confidence >= $min_confidence
  AND g.is_total = false
WITH d, g
ORDER BY g.modality
RETURN d.name AS donor, d.type AS type, count(g) AS gifts, sum(g.amount) AS total, g.currency AS currency,
  min(g.start) AS first, max(g.start) AS last, collect(DISTINCT g.modality) AS modalities
ORDER BY total DESC, gifts DESC, donor
LIMIT $limit
