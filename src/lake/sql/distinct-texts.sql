SELECT DISTINCT coalesce({{column}}, '') AS text FROM lines WHERE {{where}} ORDER BY text LIMIT {{limit}};
