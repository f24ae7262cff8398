// title: Who sued whom
// question: Which lawsuits are there, and what other ties join the two?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: plaintiff: name
// column: defendant: name
// column: date: the day, or what is known of it
// column: other_ties: relations between the two other than conflicts
// column: quote: first sentence that says so
MATCH (a:Entity)-[s:SUED]->(b:Entity)
WHERE s.modality <> 'denied' AND s.confidence >= $min_confidence
OPTIONAL MATCH (a)-[t]-(b)
WHERE t.kind <> 'hostile' AND t.modality <> 'denied' AND t.confidence >= $min_confidence
WITH a, s, b, t
ORDER BY type(t)
RETURN a.name AS plaintiff, b.name AS defendant, coalesce(toString(s.start), s.start_text) AS date,
  collect(DISTINCT type(t)) AS other_ties, s.quotes[0] AS quote
ORDER BY date, plaintiff, defendant
LIMIT $limit
