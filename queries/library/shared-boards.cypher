// title: Shared boards and offices
// question: Which two people lead, founded or sit on the board of the same organization?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: one: name
// column: other: name
// column: organization: name
// column: one_role: tie, with the role where known
// column: other_role: tie, with the role where known
MATCH (a:Person)-[r:LEADS|FOUNDED|MEMBER_OF]->(o:Organization)<-[s:LEADS|FOUNDED|MEMBER_OF]-(b:Person)
WHERE a.id < b.id AND r.modality <> 'denied' AND r.confidence >= $min_confidence AND s.modality <> 'denied'
  AND s.confidence >= $min_confidence
WITH a, b, o, r, s
ORDER BY type(r), r.role, type(s), s.role
WITH a, b, o, collect(DISTINCT type(r) + coalesce(' ' + r.role, '')) AS one_role,
  collect(DISTINCT type(s) + coalesce(' ' + s.role, '')) AS other_role
RETURN a.name AS one, b.name AS other, o.name AS organization, one_role, other_role
ORDER BY organization, one, other
LIMIT $limit
