// title: Largest donors
// question: Who gave most in all?
// parameter: currency: string = "USD"; ISO 4217 code: sums are never taken across currencies
// parameter: limit: integer = 50; at most so many rows
// parameter: modality: modality = "asserted"; asserted, planned or alleged; any for the three together
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: type: type of the donor
// column: gifts: how many of known size
// column: total: their sum
// column: recipients: how many different ones
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE g.currency = $currency AND g.modality <> 'denied' AND $modality IN [g.modality, 'any']
  AND g.confidence >= $min_confidence AND g.is_total = false
RETURN d.name AS donor, d.type AS type, count(g) AS gifts, sum(g.amount) AS total,
  count(DISTINCT r.id) AS recipients
ORDER BY total DESC, donor
LIMIT $limit
