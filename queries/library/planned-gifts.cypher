// title: Planned gifts
// question: Which gifts were pledged, planned or expected, and is there word that they were made?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: recipient: name
// column: amount: of one gift
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: made: how many asserted gifts there are between the same two
// column: quote: first sentence that says so
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE g.modality = 'planned' AND g.confidence >= $min_confidence
OPTIONAL MATCH (d)-[h:DONATED_TO]->(r)
WHERE h.modality = 'asserted'
RETURN d.name AS donor, r.name AS recipient, g.amount AS amount, g.currency AS currency,
  coalesce(toString(g.start), g.start_text) AS date, count(h) AS made, g.quotes[0] AS quote
ORDER BY amount DESC, donor, recipient, date, quote
LIMIT $limit
