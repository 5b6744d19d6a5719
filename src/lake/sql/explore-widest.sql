-- The payees of several years that reach furthest, and under which payee numbers they were paid.
WITH added AS (
  SELECT who, sum(pence)::BIGINT AS pence, sum(width)::BIGINT AS width, sum(lines)::BIGINT AS lines, min(name) AS name
  FROM open_sums WHERE memo IN ({{memos}}) GROUP BY who
),
top AS (
  SELECT a.*, w.kind, w.label FROM added a JOIN whos w USING (who) ORDER BY width DESC, name, label LIMIT {{limit}}
),
possible AS (
  SELECT y.payee, y.who FROM payees y SEMI JOIN top USING (who) JOIN {{placing}} p USING (payee) WHERE p.code IN ({{codes}})
),
paid AS (SELECT DISTINCT c.payee FROM cells c SEMI JOIN possible USING (payee) WHERE {{where}}),
numbers AS (
  SELECT y.who, string_agg(y.payee::VARCHAR, ' ' ORDER BY y.payee) AS payees
  FROM possible y SEMI JOIN paid USING (payee) GROUP BY y.who
)
SELECT t.name, t.kind, t.pence, t.width, t.lines, n.payees
FROM top t LEFT JOIN numbers n USING (who) ORDER BY t.width DESC, t.name, t.label;
