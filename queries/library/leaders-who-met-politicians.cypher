// title: Leaders of firms who met politicians
// question: Which leaders or founders of firms met, hosted or were hosted by people with a campaign, a committee or an office?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: leader: name
// column: firm: name
// column: politician: name
// column: how: MET_WITH or HOSTED
// column: place: where
// column: date: the day, or what is known of it
// column: modality: asserted, planned or alleged
MATCH (p:Person)-[m:MET_WITH|HOSTED]-(q:Person)
WHERE m.modality <> 'denied' AND m.confidence >= $min_confidence
  AND (EXISTS { (q)-[:CONNECTED_TO]-(:Campaign) } OR EXISTS { (q)-[:CONNECTED_TO]-(:Committee) }
    OR EXISTS { (q)-[:HOLDS_OFFICE|RUNS_FOR]->(:Entity) })
MATCH (p)-[w:LEADS|FOUNDED]->(f:Company)
WHERE w.modality <> 'denied' AND w.confidence >= $min_confidence
RETURN DISTINCT p.name AS leader, f.name AS firm, q.name AS politician, type(m) AS how, m.place AS place,
  coalesce(toString(m.start), m.start_text) AS date, m.modality AS modality
ORDER BY date, leader, firm, politician, modality
LIMIT $limit
