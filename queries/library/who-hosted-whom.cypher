// title: Who hosted whom
// question: Who hosted which guests and events, where and when?
// parameter: host: string = null; name of the host, null for all
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: host: name
// column: guest: person, organization or event
// column: place: where
// column: date: the day, or what is known of it
// column: modality: asserted, planned, alleged or denied
// column: support: how many independent sources
MATCH (h:Entity)-[e:HOSTED]->(g:Entity)
WHERE ($host IS NULL OR (h.id = $host OR any(name IN h.names WHERE toLower(name) = toLower($host))))
  AND e.modality <> 'denied' AND e.confidence >= $min_confidence
RETURN h.name AS host, g.name AS guest, e.place AS place, coalesce(toString(e.start), e.start_text) AS date,
  e.modality AS modality, e.support AS support
ORDER BY date, host, guest, modality
LIMIT $limit
