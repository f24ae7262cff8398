// title: Collective pledges and gifts
// question: Which groups pledged, gave or endorsed together, and who belongs to them?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: actor: group, or one of several who gave together
// column: members: named members
// column: size_min: a lower bound on the size of the group, where a source gives one
// column: relation: type
// column: object: for whom
// column: amount: of all together
// column: currency: of the amount
// column: modality: asserted, planned or alleged
MATCH (a:Entity)-[g:DONATED_TO|RAISED_FUNDS_FOR|ENDORSED|SUPPORTED]->(b:Entity)
WHERE (a:Group OR g.amount_scope = 'joint') AND g.modality <> 'denied' AND g.confidence >= $min_confidence
OPTIONAL MATCH (m:Entity)-[:MEMBER_OF]->(a)
WITH a, g, b, m
ORDER BY m.name
RETURN a.name AS actor, collect(DISTINCT m.name) AS members, a.size_min AS size_min, type(g) AS relation,
  b.name AS object, g.amount AS amount, g.currency AS currency, g.modality AS modality
ORDER BY actor, relation, object, amount, modality
LIMIT $limit
