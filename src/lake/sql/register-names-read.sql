-- The names of some organisations of a register as one text for each column, which is several times quicker than row
-- by row. Run on one thread, so that the texts are in the order of the file.
SELECT string_agg(kind, '') AS kinds, string_agg(until, chr(10)) AS untils, string_agg(name, chr(10)) AS names,
  string_agg(key, chr(10)) AS keys
FROM (
  SELECT left(kind, 1) AS kind, coalesce(CAST(until AS VARCHAR), '') AS until, name, {{key}} AS key
  FROM {{names}}
  WHERE entity BETWEEN {{first}} AND {{last}}
  ORDER BY file_row_number
)
