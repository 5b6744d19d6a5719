-- Payees that are one supplier: one row per supplier and name, financial year and ledger postcode, netted.
SELECT year_start, 'named' AS kind, key, name_key, min(supplier_number) AS supplier_number,
  min(name) AS name, postcode, sum(pence)::BIGINT AS pence, count(*) AS lines
FROM scoped_lines
WHERE kind = 'named' AND (scope_class IS NULL OR scope_class NOT IN ({{excluded}}))
GROUP BY year_start, key, name_key, postcode
ORDER BY year_start NULLS LAST, key, name_key, postcode NULLS LAST;
