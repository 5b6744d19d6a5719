-- Which lines a page shows, in its order.
SELECT l.filename AS file, l.file_row_number AS row
FROM read_parquet({{files}}, filename = true, file_row_number = true, hive_partitioning = false) l
WHERE {{where}} ORDER BY {{order}} LIMIT {{limit}} OFFSET {{offset}}
