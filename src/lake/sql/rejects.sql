SELECT record, rule, pence, coalesce(cell, sparse_amount) AS cell
FROM ({{records}}) WHERE rule IS NOT NULL ORDER BY record LIMIT {{limit}};
