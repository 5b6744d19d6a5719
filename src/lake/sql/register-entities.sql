-- One row for each organisation of a register, in the order of their numbers.
COPY (
  SELECT entity, identifier, name, kind, coalesce(category, '') AS category, status,
    coalesce(status_words, '') AS status_words, started, ended, postcode, town,
    coalesce(string_split(activities, chr(31)), []) AS activities, accounts, accounts_due, income,
    coalesce(string_split(also_known_as, chr(31)), []) AS also_known_as
  FROM {{entities}} JOIN numbers USING (place)
  ORDER BY entity
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)
