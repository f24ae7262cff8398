// title: Gifts in coins and in kind
// question: Who gave something other than plain money?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: donor: name
// column: asset: what was given
// column: recipient: name
// column: amount: its worth, where a source says
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: modality: asserted, planned, alleged or denied
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE g.asset IS NOT NULL AND g.confidence >= $min_confidence
RETURN d.name AS donor, g.asset AS asset, r.name AS recipient, g.amount AS amount, g.currency AS currency,
  coalesce(toString(g.start), g.start_text) AS date, g.modality AS modality
ORDER BY donor, recipient, date, amount, modality
LIMIT $limit
