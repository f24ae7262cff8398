// title: Donors who also endorsed
// question: Who both gave to a person's side and endorsed that person?
// parameter: limit: integer = 50; at most so many rows
// parameter: modality: modality = "asserted"; of the gifts: asserted, planned or alleged; any for the three together
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: candidate: name
// column: recipients: what received the money
// column: gifts: how many, stated totals left out
// column: total: sum of the gifts of known size
// column: currency: of the sum
// column: endorsed_on: first known day of the endorsement
MATCH (d:Entity)-[e:ENDORSED|SUPPORTED]->(c:Person)
WHERE e.modality <> 'denied' AND e.confidence >= $min_confidence
WITH d, c, min(coalesce(toString(e.start), e.start_text)) AS endorsed_on
MATCH (d)-[g:DONATED_TO]->(r:Entity)
WHERE g.modality <> 'denied' AND $modality IN [g.modality, 'any'] AND g.confidence >= $min_confidence
  AND g.is_total = false AND (r.id = c.id OR EXISTS { (r)-[:CONNECTED_TO*1..2]-(c) })
WITH d, c, endorsed_on, r, g
ORDER BY r.name
RETURN d.name AS donor, c.name AS candidate, collect(DISTINCT r.name) AS recipients, count(g) AS gifts,
  sum(g.amount) AS total, g.currency AS currency, endorsed_on
ORDER BY total DESC, donor, candidate, currency
LIMIT $limit
