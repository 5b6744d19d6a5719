SELECT DISTINCT coalesce({{column}}, '') AS text FROM lines ORDER BY text LIMIT {{limit}};
