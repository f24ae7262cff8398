// title: What is denied
// question: Which statements are denied, by whom, and does another source assert them?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: subject: name
// column: relation: type
// column: object: name
// column: denied_by: who says so, null for the source itself
// column: asserted: how many relationships of the same kind between the same two are not denied
// column: quote: the denial
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.modality = 'denied' AND r.confidence >= $min_confidence
OPTIONAL MATCH (a)-[s]->(b)
WHERE type(s) = type(r) AND s.modality <> 'denied'
RETURN a.name AS subject, type(r) AS relation, b.name AS object, r.attribution AS denied_by, count(s) AS asserted,
  r.quotes[0] AS quote
ORDER BY subject, relation, object, quote
LIMIT $limit
