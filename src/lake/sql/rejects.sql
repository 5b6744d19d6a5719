SELECT record, rule, pence FROM ({{records}}) WHERE rule IS NOT NULL ORDER BY record LIMIT {{limit}};
