// title: Gifts by year
// question: How much was given in each year?
// parameter: currency: string = "USD"; ISO 4217 code: sums are never taken across currencies
// parameter: modality: modality = "asserted"; asserted, planned or alleged; any for the three together
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: year: four digits
// column: gifts: how many of known size and year
// column: total: their sum
// column: donors: how many different ones
MATCH (d:Entity)-[g:DONATED_TO]->(:Entity)
WHERE g.currency = $currency AND g.modality <> 'denied' AND $modality IN [g.modality, 'any']
  AND g.confidence >= $min_confidence AND g.is_total = false
WITH d, g, coalesce(toString(g.start), g.start_text) AS date
WHERE date IS NOT NULL AND NOT date STARTS WITH '-'
RETURN substring(date, 0, 4) AS year, count(g) AS gifts, sum(g.amount) AS total, count(DISTINCT d.id) AS donors
ORDER BY year
