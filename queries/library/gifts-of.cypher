// title: Gifts of a donor
// question: What did a person or firm give, to whom, when, and which words say so?
// parameter: donor: string; name in any script, or id
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: recipient: name
// column: amount: of one gift; null where no source says
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: modality: asserted, planned, alleged or denied
// column: quote: first sentence or record that says so
// column: url: address of the first source
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE (d.id = $donor OR any(name IN d.names WHERE toLower(name) = toLower($donor))) AND g.is_total = false
  AND g.confidence >= $min_confidence
RETURN r.name AS recipient, g.amount AS amount, g.currency AS currency,
  coalesce(toString(g.start), g.start_text) AS date, g.modality AS modality,
  g.quotes[0] AS quote, g.source_urls[0] AS url
ORDER BY date, recipient, amount, modality, quote
LIMIT $limit
