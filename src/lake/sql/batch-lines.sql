-- The accepted lines of one table, those of a payee side by side, so that a drill to one payee reads few row groups.
-- Groups are small where lines are few; many small ones would make each opening of a large file slow.
COPY (
  SELECT payee_id(kind, key, name) AS payee, record, day, year_start, pence, kind, key, name_key, name,
    supplier_number, number_text, postcode, postcode_text, document_number, document_text, scope_class,
    supplier, body, department, category, category_code, purpose, company_number, charity_number
  FROM scoped_lines
  ORDER BY payee, record
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {{rows}});
