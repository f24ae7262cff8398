// title: What several sources say
// question: Which statements do several independent sources support?
// parameter: sources: integer = 2; at least so many
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: subject: name
// column: relation: type
// column: object: name
// column: support: how many independent sources
// column: sources: their titles
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.support >= $sources AND r.confidence >= $min_confidence
RETURN a.name AS subject, type(r) AS relation, b.name AS object, r.support AS support, r.source_titles AS sources
ORDER BY support DESC, subject, relation, object, r.id
LIMIT $limit
