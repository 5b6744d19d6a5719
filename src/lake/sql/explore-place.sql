-- The unit of a payee that is many is left open: it is the document, which the cells know.
INSERT INTO {{placing}}
  SELECT f.payee, CASE WHEN y.kind = 'named' THEN f.unit END, f.code
  FROM fresh_placings f JOIN payees y USING (payee) WHERE f.payee > {{after}} ORDER BY f.payee;
