-- Batches that hold some day and amount of the table's lines: only they can hold the same lines.
SELECT DISTINCT filename AS file
FROM read_parquet({{files}}, filename = true, hive_partitioning = false) b
SEMI JOIN (SELECT DISTINCT day, pence FROM ({{records}}) WHERE rule IS NULL) t
  ON t.pence = b.pence AND t.day IS NOT DISTINCT FROM b.day;
