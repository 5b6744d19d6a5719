-- The cube of one table. Money of named payees is netted in each cell. Where payees are many their unit is the
-- document: it is kept (as the number of its first record) where it holds payments and credits, so that any coarser
-- grouping can net it; the money of all other units is of one sign and only has to be added up.
COPY (
  WITH many AS (
    SELECT *, CASE WHEN min(pence) OVER unit < 0 AND max(pence) OVER unit > 0 THEN min(record) OVER unit END AS unit
    FROM scoped_lines WHERE kind <> 'named'
    WINDOW unit AS (PARTITION BY kind, name, postcode, many_unit)
  ),
  cells AS (
    SELECT year_start, (month(day) + 8) % 12 // 3 + 1 AS quarter, body, department, category, scope_class, kind, key,
      name_key, supplier_number, min(name) AS name, postcode, NULL::BIGINT AS unit, sum(pence) AS net,
      NULL::HUGEINT AS positive, NULL::HUGEINT AS negative, count(*) AS lines, bit_or(1 << month(day)) AS months
    FROM scoped_lines WHERE kind = 'named' GROUP BY ALL
    UNION ALL
    SELECT year_start, (month(day) + 8) % 12 // 3 + 1 AS quarter, body, department, category, scope_class, kind, NULL,
      NULL, NULL, name, postcode, unit, CASE WHEN unit IS NOT NULL THEN sum(pence) END,
      sum(greatest(pence, 0)), sum(least(pence, 0)), count(*), bit_or(1 << month(day))
    FROM many
    GROUP BY year_start, quarter, body, department, category, scope_class, kind, name, postcode, unit
  )
  SELECT payee_id(kind, key, name) AS payee, year_start, quarter::TINYINT AS quarter, body, department, category,
    scope_class, kind, key, name_key, supplier_number, name, postcode, unit,
    CASE WHEN net IS NULL THEN positive ELSE greatest(net, 0) END::BIGINT AS positive,
    CASE WHEN net IS NULL THEN negative ELSE least(net, 0) END::BIGINT AS negative,
    lines, coalesce(months, 0)::INTEGER AS months
  FROM cells ORDER BY year_start NULLS LAST, payee, quarter
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880);
