SELECT scope_class AS class, year_start, count(*) AS lines, sum(pence)::BIGINT AS pence
FROM scoped_lines WHERE scope_class IN ({{excluded}})
GROUP BY scope_class, year_start ORDER BY scope_class, year_start NULLS LAST;
