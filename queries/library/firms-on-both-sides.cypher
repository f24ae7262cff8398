// title: Firms whose people backed opponents
// question: Which firms have people who gave to, raised money for or endorsed candidates that run against each other?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: firm: name
// column: one_person: who backed the one
// column: one: candidate
// column: other_person: who backed the other
// column: other: opponent
MATCH (one:Entity)-[:RUNNING_AGAINST]-(other:Entity)
WHERE one.id < other.id
MATCH (p:Person)-[b:DONATED_TO|RAISED_FUNDS_FOR|ENDORSED|SUPPORTED]->(x:Entity)-[:CONNECTED_TO*0..2]-(one)
WHERE b.modality <> 'denied' AND b.confidence >= $min_confidence
MATCH (q:Person)-[c:DONATED_TO|RAISED_FUNDS_FOR|ENDORSED|SUPPORTED]->(y:Entity)-[:CONNECTED_TO*0..2]-(other)
WHERE c.modality <> 'denied' AND c.confidence >= $min_confidence AND p.id <> q.id
MATCH (p)-[e:LEADS|FOUNDED|WORKS_FOR|MEMBER_OF|OWNS|INVESTED_IN]->(f:Company)
WHERE e.modality <> 'denied' AND e.confidence >= $min_confidence
MATCH (q)-[h:LEADS|FOUNDED|WORKS_FOR|MEMBER_OF|OWNS|INVESTED_IN]->(f)
WHERE h.modality <> 'denied' AND h.confidence >= $min_confidence
RETURN DISTINCT f.name AS firm, p.name AS one_person, one.name AS one, q.name AS other_person, other.name AS other
ORDER BY firm, one_person, other_person, one, other
LIMIT $limit
