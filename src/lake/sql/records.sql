-- Every record below the header of the named files, with what was decided after import.
SELECT p.* REPLACE (coalesce(d.rule, p.rule) AS rule)
FROM (
  SELECT * EXCLUDE (file_row_number), file_row_number AS record
  FROM read_parquet({{files}}, file_row_number = true, hive_partitioning = false)
  WHERE file_row_number >= first_record
) p
LEFT JOIN dropped d ON d.table_id = p.table_id AND d.record = p.record
