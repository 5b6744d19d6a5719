-- Payees at some place codes in one year, with how far their netted units reach: payments and credits counted up.
INSERT INTO open_sums
WITH chosen AS (
  SELECT w.who, c.name, coalesce(p.unit, -c.unit) AS unit, c.positive, c.negative, c.lines
  FROM cells c JOIN {{placing}} p ON p.payee = c.payee JOIN payees w ON w.payee = c.payee
  WHERE {{where}}
),
units AS (
  SELECT who, unit, sum(positive) AS positive, sum(negative) AS negative, sum(lines) AS lines
  FROM chosen GROUP BY ALL
),
named AS (
  SELECT who, min(n.text) AS name FROM (SELECT DISTINCT who, name FROM chosen) d JOIN names n ON n.id = d.name GROUP BY who
)
SELECT {{memo}}, who, sum(positive + negative)::BIGINT,
  sum(CASE WHEN unit IS NULL THEN positive - negative ELSE abs(positive + negative) END)::BIGINT,
  sum(lines)::BIGINT, any_value(name)
FROM units JOIN named USING (who) GROUP BY who;
