// title: Fundraisers
// question: Who raised money for whom, at which event, and who hosted it?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: raiser: person, group or event
// column: hosts: who hosted it, where it is an event
// column: beneficiary: for whom
// column: amount: where a source says
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: modality: asserted, planned or alleged
MATCH (e:Entity)-[r:RAISED_FUNDS_FOR]->(b:Entity)
WHERE r.modality <> 'denied' AND r.confidence >= $min_confidence
OPTIONAL MATCH (h:Entity)-[x:HOSTED]->(e)
WHERE x.modality <> 'denied' AND x.confidence >= $min_confidence
WITH e, r, b, h
ORDER BY h.name
RETURN e.name AS raiser, collect(DISTINCT h.name) AS hosts, b.name AS beneficiary, r.amount AS amount,
  r.currency AS currency, coalesce(toString(r.start), r.start_text) AS date, r.modality AS modality
ORDER BY date, raiser, beneficiary
LIMIT $limit
