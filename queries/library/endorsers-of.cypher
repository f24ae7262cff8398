// title: Who backs a candidate
// question: Who endorsed or supported a candidate, and which firms do they lead or did they found?
// parameter: candidate: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: backer: name
// column: how: ENDORSED or SUPPORTED
// column: date: the day, or what is known of it
// column: firms: organizations that the backer leads, founded or owns
// column: modality: asserted, planned or alleged
MATCH (a:Entity)-[e:ENDORSED|SUPPORTED]->(c:Entity)
WHERE (c.id = $candidate OR any(name IN c.names WHERE toLower(name) = toLower($candidate)))
  AND e.modality <> 'denied' AND e.confidence >= $min_confidence
OPTIONAL MATCH (a)-[w:LEADS|FOUNDED|OWNS]->(f:Organization)
WHERE w.modality <> 'denied' AND w.confidence >= $min_confidence
WITH a, e, f
ORDER BY f.name
RETURN a.name AS backer, type(e) AS how, coalesce(toString(e.start), e.start_text) AS date,
  collect(DISTINCT f.name) AS firms, e.modality AS modality
ORDER BY backer, how, date, modality
LIMIT $limit
