// title: Gifts within days of a meeting
// question: Who gave money within so many days of meeting or being hosted by a person?
// parameter: days: integer = 90; how many days before or after
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: met: whom the donor met, hosted or was hosted by
// column: met_on: day
// column: gave_to: recipient
// column: gave_on: day
// column: days: from the meeting to the gift; negative where the gift came first
// column: amount: of one gift
// column: currency: of the amount
// column: linked: true where the one met is the recipient or linked to it by two ties at most
MATCH (p:Entity)-[m:MET_WITH|HOSTED]-(d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE m.modality <> 'denied' AND m.confidence >= $min_confidence
  AND g.modality <> 'denied' AND g.confidence >= $min_confidence
  AND g.is_total = false
  AND m.start IS NOT NULL
  AND g.start IS NOT NULL
WITH p, m, d, g, r, duration.inDays(m.start, g.start).days AS days
WHERE abs(days) <= $days
RETURN d.name AS donor, p.name AS met, m.start AS met_on, r.name AS gave_to, g.start AS gave_on, days,
  g.amount AS amount, g.currency AS currency,
  p.id = r.id OR EXISTS { (p)-[:CONNECTED_TO|LEADS|MEMBER_OF|RUNS_FOR*1..2]-(r) } AS linked
ORDER BY abs(days), donor, met, gave_to, g.id
LIMIT $limit
