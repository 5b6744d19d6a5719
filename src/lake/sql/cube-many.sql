-- Payees that are many (redacted, unnamed, aggregates): each document, else each line, is a unit of its own
-- and is netted alone; what is kept is the sum of the positive and of the negative units.
WITH units AS (
  SELECT year_start, kind, name, postcode, many_unit, sum(pence) AS pence, count(*) AS lines
  FROM scoped_lines
  WHERE kind <> 'named' AND (scope_class IS NULL OR scope_class NOT IN ({{excluded}}))
  GROUP BY year_start, kind, name, postcode, many_unit
)
SELECT year_start, kind, name, postcode,
  coalesce(sum(pence) FILTER (pence > 0), 0)::BIGINT AS positive,
  coalesce(sum(pence) FILTER (pence < 0), 0)::BIGINT AS negative,
  sum(lines)::BIGINT AS lines
FROM units GROUP BY year_start, kind, name, postcode
ORDER BY year_start NULLS LAST, kind, name, postcode NULLS LAST;
