// title: Donors to more than one side
// question: Who gave to the sides of two different people, by way of their committees and campaigns?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: one: whose side
// column: other: whose side
// column: opponents: true where the graph says that they run against each other
// column: one_through: what received the money
// column: other_through: what received the money
// column: one_modalities: how the sources put the gifts to the one's side
// column: other_modalities: how they put the gifts to the other's
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)-[:CONNECTED_TO*0..2]-(one:Person)
WHERE g.modality <> 'denied' AND g.confidence >= $min_confidence AND g.is_total = false
MATCH (d)-[h:DONATED_TO]->(s:Entity)-[:CONNECTED_TO*0..2]-(other:Person)
WHERE h.modality <> 'denied' AND h.confidence >= $min_confidence AND h.is_total = false AND one.id < other.id
  AND r.id <> s.id
WITH d, one, other, r, s, g, h
ORDER BY r.name, s.name, g.modality, h.modality
WITH d, one, other, collect(DISTINCT r.name) AS one_through, collect(DISTINCT s.name) AS other_through,
  collect(DISTINCT g.modality) AS one_modalities, collect(DISTINCT h.modality) AS other_modalities
RETURN d.name AS donor, one.name AS one, other.name AS other,
  EXISTS { (one)-[:RUNNING_AGAINST]-(other) } AS opponents,
  one_through, other_through, one_modalities, other_modalities
ORDER BY opponents DESC, donor, one, other
LIMIT $limit
