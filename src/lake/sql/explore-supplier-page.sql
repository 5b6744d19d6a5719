WITH page AS (
  SELECT f.*, w.id, w.kind FROM {{found}} f JOIN whos w USING (who) WHERE {{search}}
  ORDER BY {{order}}, w.id, f.code LIMIT {{limit}} OFFSET {{offset}}
),
numbers AS (SELECT DISTINCT who, code, unnest(payees) AS payee FROM page),
written AS (
  SELECT n.who, n.code, string_agg(n.payee::VARCHAR, ' ' ORDER BY n.payee) AS payees,
    string_agg(DISTINCT y.postcode, ',' ORDER BY y.postcode) AS postcodes
  FROM numbers n JOIN payees y USING (payee) GROUP BY n.who, n.code
)
SELECT f.id, f.kind, f.name, f.supplier_number, f.code, f.pence, f.lines, w.payees, w.postcodes
FROM page f JOIN written w USING (who, code) ORDER BY {{order}}, f.id, f.code;
