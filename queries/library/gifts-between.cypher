// title: Gifts between two
// question: Which gifts went from one to the other, denied ones and stated totals included?
// parameter: donor: string; name in any script, or id
// parameter: recipient: string; name in any script, or id
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: amount: of one gift, or of the sum where total is true
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: modality: asserted, planned, alleged or denied
// column: total: true where a source states the sum of several gifts
// column: support: how many independent sources
// column: quotes: sentences and records
MATCH (d:Entity)-[g:DONATED_TO]->(r:Entity)
WHERE (d.id = $donor OR any(name IN d.names WHERE toLower(name) = toLower($donor)))
  AND (r.id = $recipient OR any(name IN r.names WHERE toLower(name) = toLower($recipient)))
  AND g.confidence >= $min_confidence
RETURN g.amount AS amount, g.currency AS currency, coalesce(toString(g.start), g.start_text) AS date,
  g.modality AS modality, g.is_total AS total, g.support AS support, g.quotes AS quotes
ORDER BY date, amount, modality, g.id
