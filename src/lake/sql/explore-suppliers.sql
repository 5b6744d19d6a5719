-- Payees within a query, one row for each place code: kept as a table, so that pages of it only sort and cut.
CREATE OR REPLACE TABLE {{found}} AS
WITH per AS (
  SELECT c.payee, c.name, sum(c.positive + c.negative) AS pence, sum(c.lines) AS lines
  FROM cells c JOIN {{placing}} p ON p.payee = c.payee WHERE {{where}} GROUP BY c.payee, c.name
)
SELECT y.who, p.code, min(n.text) AS name, string_agg(lower(n.text), chr(31)) AS words,
  any_value(y.supplier_number) AS supplier_number, list(y.payee) AS payees,
  sum(per.pence)::BIGINT AS pence, sum(per.lines)::BIGINT AS lines
FROM per JOIN payees y USING (payee) JOIN {{placing}} p USING (payee) JOIN names n ON n.id = per.name
GROUP BY y.who, p.code;
