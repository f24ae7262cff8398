// title: What rests on one source
// question: Which statements rest on a single source?
// parameter: kind: string = null; kind of the relation (money, contact, office ...), null for all
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: subject: name
// column: relation: type
// column: object: name
// column: modality: asserted, planned, alleged or denied
// column: source: title
// column: url: address
// column: quote: first sentence or record
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.support = 1 AND ($kind IS NULL OR r.kind = $kind) AND r.confidence >= $min_confidence
RETURN a.name AS subject, type(r) AS relation, b.name AS object, r.modality AS modality,
  r.source_titles[0] AS source, r.source_urls[0] AS url, r.quotes[0] AS quote
ORDER BY subject, relation, object, r.id
LIMIT $limit
