// title: All ties of one
// question: What does the graph say of a person or organization?
// parameter: name: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: subject: name
// column: relation: type
// column: object: name
// column: said: amount or role
// column: date: the day, or what is known of it
// column: modality: asserted, planned, alleged or denied
// column: support: how many independent sources
// column: quote: first sentence or record
MATCH (a:Entity)-[r]-(b:Entity)
WHERE (a.id = $name OR any(name IN a.names WHERE toLower(name) = toLower($name))) AND r.modality IS NOT NULL
  AND r.confidence >= $min_confidence
WITH DISTINCT r
RETURN startNode(r).name AS subject, type(r) AS relation, endNode(r).name AS object,
  CASE WHEN r.amount IS NOT NULL THEN toString(r.amount) + coalesce(' ' + r.currency, '') ELSE r.role END AS said,
  coalesce(toString(r.start), r.start_text) AS date, r.modality AS modality, r.support AS support, r.quotes[0] AS quote
ORDER BY relation, date, subject, object, r.id
LIMIT $limit
