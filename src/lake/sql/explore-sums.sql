-- Sums by a column and place code. What is one unit is netted within each group; other money is only added up.
WITH netted AS (
  SELECT {{value}} AS value, p.code, coalesce(p.unit, -c.unit) AS unit, sum(c.positive) AS positive,
    sum(c.negative) AS negative, sum(c.lines) AS lines
  FROM cells c JOIN {{placing}} p ON p.payee = c.payee
  WHERE {{where}} GROUP BY ALL
),
added AS (
  SELECT value, code, sum(positive + negative)::BIGINT AS net,
    sum(CASE WHEN unit IS NULL THEN positive ELSE greatest(positive + negative, 0) END)::BIGINT AS positive,
    sum(CASE WHEN unit IS NULL THEN negative ELSE least(positive + negative, 0) END)::BIGINT AS negative,
    sum(lines)::BIGINT AS lines
  FROM netted GROUP BY value, code
)
SELECT {{label}} AS value, code, net, positive, negative, lines
FROM added a LEFT JOIN texts t ON t.id = a.value ORDER BY value, code;
