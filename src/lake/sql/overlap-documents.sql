-- Lines of the table whose document and supplier are in a batch, by batch.
WITH here AS (
  SELECT trim(document) AS document, coalesce(supplier, '') AS supplier, count(*) AS n
  FROM ({{records}}) WHERE rule IS NULL AND is_filled(document) GROUP BY ALL
),
there AS (
  SELECT DISTINCT filename AS file, document_number AS document, coalesce(supplier, '') AS supplier
  FROM read_parquet({{files}}, filename = true, hive_partitioning = false) WHERE document_number IS NOT NULL
)
SELECT file, sum(n)::BIGINT AS documents FROM here JOIN there USING (document, supplier) GROUP BY file;
