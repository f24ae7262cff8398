// title: Gifts of the people of each firm
// question: How much did those who lead, founded or work for a firm give?
// parameter: firm: string = null; name of the firm, null for all
// parameter: currency: string = "USD"; ISO 4217 code: sums are never taken across currencies
// parameter: limit: integer = 50; at most so many rows
// parameter: modality: modality = "asserted"; asserted, planned or alleged; any for the three together
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: firm: name
// column: people: names of the donors
// column: gifts: how many of known size
// column: total: their sum
MATCH (f:Company)
WHERE $firm IS NULL OR (f.id = $firm OR any(name IN f.names WHERE toLower(name) = toLower($firm)))
MATCH (p:Person)-[w:LEADS|FOUNDED|WORKS_FOR|MEMBER_OF]->(f)
WHERE w.modality <> 'denied' AND w.confidence >= $min_confidence
WITH DISTINCT f, p
MATCH (p)-[g:DONATED_TO]->(:Entity)
WHERE g.currency = $currency AND g.modality <> 'denied' AND $modality IN [g.modality, 'any']
  AND g.confidence >= $min_confidence AND g.is_total = false
WITH f, p, count(g) AS gifts, sum(g.amount) AS total
ORDER BY p.name
RETURN f.name AS firm, collect(p.name) AS people, sum(gifts) AS gifts, sum(total) AS total
ORDER BY total DESC, firm
LIMIT $limit
