-- The lines behind a figure. A unit is what is netted as one; place names the rows of places.csv that say
-- where it may be, and is empty where nothing is known.
COPY (
  SELECT t.name AS file, l.record,
    CASE WHEN year_start IS NULL THEN 'undated'
      ELSE year_start || '/' || lpad(((year_start + 1) % 100)::VARCHAR, 2, '0') END AS period,
    CASE WHEN regexp_matches(l.name, '^[=+@\t\r-]') THEN chr(39) || l.name ELSE l.name END AS supplier,
    CASE WHEN kind <> 'named' THEN many_unit || ' ' || kind || ' ' || l.name || coalesce(' @ ' || l.postcode, '')
      ELSE coalesce(s.place, 'supplier ' || l.key || ' @ ' || coalesce(l.postcode, 'no postcode')) END AS unit,
    coalesce(s.place, 'postcode ' || l.postcode) AS place,
    pence,
    CASE WHEN scope_class IN ({{excluded}}) THEN scope_class END AS left_out
  FROM scoped_lines l JOIN table_names t USING (table_id)
  LEFT JOIN settled s ON s.key = l.key AND s.name_key = l.name_key AND s.postcode IS NOT DISTINCT FROM l.postcode
  ORDER BY table_id, l.record
) TO {{target}} (FORMAT csv, HEADER true);
