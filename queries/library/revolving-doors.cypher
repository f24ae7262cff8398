// title: Revolving doors
// question: Who has or had a part in a firm and in government, a campaign or a politician's service?
// parameter: limit: integer = 50; at most so many rows
// parameter: min_confidence: float = 0.0; only ties that are at least so sure, 0 to 1
// column: person: name
// column: firm: name
// column: firm_role: tie to the firm, with the role where known
// column: office: government body, campaign, place or politician
// column: office_role: tie to it, with the role where known
MATCH (p:Person)-[w:LEADS|FOUNDED|WORKS_FOR|MEMBER_OF]->(f:Company)
WHERE w.modality <> 'denied' AND w.confidence >= $min_confidence
MATCH (p)-[o:LEADS|WORKS_FOR|MEMBER_OF|HOLDS_OFFICE|RUNS_FOR]->(g:Entity)
WHERE o.modality <> 'denied' AND o.confidence >= $min_confidence
  AND (type(o) IN ['HOLDS_OFFICE', 'RUNS_FOR'] OR g:GovernmentBody OR g:Campaign OR g:Committee OR g:Person)
RETURN DISTINCT p.name AS person, f.name AS firm, type(w) + coalesce(' ' + w.role, '') AS firm_role,
  g.name AS office, type(o) + coalesce(' ' + o.role, '') AS office_role
ORDER BY person, firm, firm_role, office, office_role
LIMIT $limit
