-- Payees that are one supplier: one row per supplier, financial year and ledger postcode, netted.
SELECT year_start, 'named' AS kind, key, min(name_key) AS name_key, min(supplier_number) AS supplier_number,
  min(name) AS name, postcode, sum(pence)::BIGINT AS pence, count(*) AS lines
FROM scoped_lines
WHERE kind = 'named' AND (scope_class IS NULL OR scope_class NOT IN ({{excluded}}))
GROUP BY year_start, key, postcode
ORDER BY year_start NULLS LAST, key, postcode NULLS LAST;
