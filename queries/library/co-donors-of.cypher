// title: Who gave to the same
// question: Who gave to recipients that a donor gave to as well?
// parameter: donor: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: other: name
// column: shared: recipients that both gave to
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)<-[h:DONATED_TO]-(o:Entity)
WHERE (d.id = $donor OR any(name IN d.names WHERE toLower(name) = toLower($donor)))
  AND d.id <> o.id AND g.modality <> 'denied' AND g.confidence >= $min_confidence
  AND g.is_total = false AND h.modality <> 'denied' AND h.confidence >= $min_confidence AND h.is_total = false
WITH DISTINCT o, r
ORDER BY r.name
RETURN o.name AS other, collect(r.name) AS shared
ORDER BY size(shared) DESC, other
LIMIT $limit
