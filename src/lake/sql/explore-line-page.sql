-- The lines of a page in full, in its order.
SELECT regexp_extract(l.filename, '.*(bat_[a-z0-9]{20})', 1) AS batch, l.record, l.day::VARCHAR AS day, l.name AS supplier,
  l.payee, l.pence, l.body, l.department, l.category, l.purpose, l.document_text AS document,
  l.number_text AS supplier_number, coalesce(l.postcode, l.postcode_text) AS postcode, l.scope_class
FROM read_parquet({{files}}, filename = true, file_row_number = true, hive_partitioning = false) l
JOIN (VALUES {{keys}}) k(position, file, row) ON k.file = l.filename AND k.row = l.file_row_number
WHERE l.file_row_number IN ({{rows}}) ORDER BY k.position
