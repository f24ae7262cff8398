// title: Owners and investors
// question: Who owns, founded or put money into a firm?
// parameter: firm: string = null; name of the firm, null for all
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: investor: name
// column: tie: OWNS, FOUNDED or INVESTED_IN
// column: firm: name
// column: amount: where a source says
// column: currency: of the amount
// column: date: the day, or what is known of it
// column: modality: asserted, planned or alleged
MATCH (i:Entity)-[t:OWNS|FOUNDED|INVESTED_IN]->(f:Organization)
WHERE ($firm IS NULL OR (f.id = $firm OR any(name IN f.names WHERE toLower(name) = toLower($firm))))
  AND t.modality <> 'denied' AND t.confidence >= $min_confidence
RETURN i.name AS investor, type(t) AS tie, f.name AS firm, t.amount AS amount, t.currency AS currency,
  coalesce(toString(t.start), t.start_text) AS date, t.modality AS modality
ORDER BY firm, tie, investor, date, amount
LIMIT $limit
