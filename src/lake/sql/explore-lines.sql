-- Lines of some batches, as they were read.
SELECT regexp_extract(l.filename, '.*(bat_[a-z0-9]{20})', 1) AS batch, l.record, l.day::VARCHAR AS day, l.name AS supplier,
  l.payee, l.pence, l.body, l.department, l.category, l.purpose, l.document_text AS document,
  l.number_text AS supplier_number, coalesce(l.postcode, l.postcode_text) AS postcode, l.scope_class,
  identity_of(l.payee, l.name_key, l.postcode) AS identity
FROM read_parquet({{files}}, filename = true, hive_partitioning = false) l
WHERE {{where}}
