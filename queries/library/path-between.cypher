// title: Shortest path between two
// question: Who links one to the other, by the fewest ties (conflicts and places left out)?
// parameter: start: string; name in any script, or id
// parameter: end: string; name in any script, or id
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: hops: how many ties
// column: names: those on the way, both ends included
// column: ties: the relations in that order
// column: modalities: how the sources put each
// column: quotes: first sentence of each tie
MATCH (a:Entity), (b:Entity)
WHERE (a.id = $start OR any(name IN a.names WHERE toLower(name) = toLower($start)))
  AND (b.id = $end OR any(name IN b.names WHERE toLower(name) = toLower($end)))
  AND a.id <> b.id
MATCH p = shortestPath((a)-[
  :APPOINTED|AFFILIATED_WITH|CONNECTED_TO|DONATED_TO|ENDORSED|FOUNDED|HOLDS_OFFICE|HOSTED|INVESTED_IN|LEADS|LOBBIED
  |MEMBER_OF|MET_WITH|OWNS|RAISED_FUNDS_FOR|RUNS_FOR|SPOKE_AT|SUPPORTED|WORKS_FOR*..6]-(b))
WHERE all(r IN relationships(p) WHERE r.modality <> 'denied' AND r.confidence >= $min_confidence
  AND r.is_total = false)
RETURN length(p) AS hops, [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS ties,
  [r IN relationships(p) | r.modality] AS modalities, [r IN relationships(p) | r.quotes[0]] AS quotes
ORDER BY hops, names
