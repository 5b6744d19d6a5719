SELECT year_start, count(DISTINCT month(day))::BIGINT AS months
FROM lines WHERE day IS NOT NULL GROUP BY year_start ORDER BY year_start;
