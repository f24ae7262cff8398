// title: Most connected
// question: Who has most ties, and to how many others?
// parameter: type: string = "Entity"; only entities of this type
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: name: name
// column: type: type
// column: ties: how many, the denied left out
// column: others: how many different others
// column: support: of all ties together
MATCH (a:Entity)-[r]-(b:Entity)
WHERE $type IN labels(a) AND r.modality <> 'denied' AND r.confidence >= $min_confidence
RETURN a.name AS name, a.type AS type, count(r) AS ties, count(DISTINCT b.id) AS others, sum(r.support) AS support
ORDER BY ties DESC, name
LIMIT $limit
