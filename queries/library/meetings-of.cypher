// title: Meetings of a person
// question: Whom did a person or organization meet, host, or visit as a guest?
// parameter: name: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: other: whom
// column: how: MET_WITH or HOSTED
// column: host: who was the host, null for a meeting
// column: place: where
// column: date: the day, or what is known of it
// column: modality: asserted, planned or alleged
// column: quote: first sentence that says so
MATCH (a:Entity)-[m:MET_WITH|HOSTED]-(b:Entity)
WHERE (a.id = $name OR any(name IN a.names WHERE toLower(name) = toLower($name))) AND m.modality <> 'denied'
  AND m.confidence >= $min_confidence
RETURN b.name AS other, type(m) AS how, CASE type(m) WHEN 'HOSTED' THEN startNode(m).name ELSE null END AS host,
  m.place AS place, coalesce(toString(m.start), m.start_text) AS date, m.modality AS modality, m.quotes[0] AS quote
ORDER BY date, other, how, modality
LIMIT $limit
