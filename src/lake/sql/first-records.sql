SELECT record, pence, day::VARCHAR AS day FROM ({{records}}) ORDER BY record LIMIT {{limit}};
