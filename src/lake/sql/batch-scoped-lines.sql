-- The lines of published batches as `scoped-lines.sql` gives those of an analysis. A batch is a table.
CREATE OR REPLACE VIEW scoped_lines AS
  SELECT b.table_id, l.record, l.year_start, l.pence, l.kind, l.name, l.name_key, l.supplier_number, l.key,
    coalesce('document ' || b.table_id || ':' || l.document_number, 'line ' || b.table_id || ':' || l.record) AS many_unit,
    l.postcode, l.scope_class
  FROM read_parquet([{{files}}], filename = true, hive_partitioning = false) l
  JOIN batch_paths b ON b.path = l.filename;
