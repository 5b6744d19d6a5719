-- Every name of every organisation that is kept: the present one first, then previous, trading and other ones.
COPY (
  SELECT entity,
    CASE rank WHEN 0 THEN 'current' WHEN 1 THEN 'previous' WHEN 2 THEN 'trading' ELSE 'other' END AS kind,
    until, name, coalesce(key, '') AS key
  FROM {{names}} JOIN numbers USING (place)
  ORDER BY entity, rank, nth
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)
