-- Reads the cells of some batches and takes their new words in; `explore-cells.sql` then gives the cells as numbers.
-- Batches that were held before are read again.
DELETE FROM batch_years WHERE batch IN ({{batches}});
DELETE FROM batch_scopes WHERE batch IN ({{batches}});
CREATE OR REPLACE TABLE incoming AS
  SELECT b.batch, i.*, identity_of(i.payee, i.name_key, i.postcode) AS identity
  FROM read_parquet({{files}}, filename = true, hive_partitioning = false) i JOIN batches b ON b.cells_file = i.filename;
INSERT INTO texts
  SELECT (SELECT max(id) FROM texts) + row_number() OVER (ORDER BY text), text FROM (
    SELECT DISTINCT body AS text FROM incoming WHERE body IS NOT NULL
    UNION SELECT DISTINCT department FROM incoming WHERE department IS NOT NULL
    UNION SELECT DISTINCT category FROM incoming WHERE category IS NOT NULL
    UNION SELECT DISTINCT scope_class FROM incoming WHERE scope_class IS NOT NULL
  ) ANTI JOIN texts USING (text);
INSERT INTO names
  SELECT (SELECT coalesce(max(id), 0) FROM names) + row_number() OVER (ORDER BY text), text
  FROM (SELECT DISTINCT name AS text FROM incoming) ANTI JOIN names USING (text);
INSERT INTO whos
  SELECT (SELECT coalesce(max(who), 0) FROM whos) + row_number() OVER (ORDER BY id), id, kind, label
  FROM (
    SELECT payee AS id, any_value(kind) AS kind, any_value(kind || ' ' || coalesce(key, name)) AS label
    FROM incoming GROUP BY payee
  ) ANTI JOIN whos USING (id);
INSERT INTO payees
  SELECT (SELECT coalesce(max(payee), 0) FROM payees) + row_number() OVER (ORDER BY identity), who, id, kind, key,
    name_key, supplier_number, name, postcode, identity
  FROM (
    SELECT identity, any_value(payee) AS id, any_value(kind) AS kind, any_value(key) AS key,
      any_value(name_key) AS name_key, any_value(supplier_number) AS supplier_number, min(name) AS name,
      any_value(postcode) AS postcode
    FROM incoming GROUP BY identity
  ) fresh ANTI JOIN payees USING (identity) JOIN (SELECT who, id FROM whos) w USING (id);
INSERT INTO batch_years
  SELECT batch, coalesce(year_start, 0), bit_or(months) FROM incoming GROUP BY ALL;
INSERT INTO batch_scopes
  SELECT batch, coalesce(year_start, 0), scope_class, sum(lines), sum(positive + negative)
  FROM incoming WHERE scope_class IS NOT NULL GROUP BY batch, year_start, scope_class;
