-- Recomputes figure.json from lines.csv and places.csv with DuckDB alone: run `duckdb < recompute.sql` in this folder.
WITH unit AS (SELECT period, unit, place, sum(pence) AS pence FROM read_csv('lines.csv', all_varchar = false, types = {'unit': 'VARCHAR', 'place': 'VARCHAR', 'supplier': 'VARCHAR', 'left_out': 'VARCHAR', 'period': 'VARCHAR', 'pence': 'BIGINT'}) WHERE left_out IS NULL GROUP BY ALL),
ring AS (SELECT unnest(rings) AS ring FROM read_json('definition.json')),
seen AS (SELECT period, ring.id AS ring, unit, any_value(pence) AS pence, count(code) AS candidates, count(code) FILTER (list_contains(ring.codes, code)) AS inside
  FROM unit CROSS JOIN ring LEFT JOIN read_csv('places.csv', all_varchar = true) AS places USING (place) GROUP BY ALL),
added AS (SELECT period, ring, sum(pence)::BIGINT AS "totalPence", coalesce(sum(pence) FILTER (candidates > 0 AND inside = candidates), 0)::BIGINT AS "localPence",
  coalesce(sum(pence) FILTER (candidates > 0 AND inside = 0), 0)::BIGINT AS "elsewherePence",
  coalesce(sum(pence) FILTER (pence > 0 AND (candidates = 0 OR inside BETWEEN 1 AND candidates - 1)), 0)::BIGINT AS "undeterminedPositivePence",
  coalesce(sum(pence) FILTER (pence < 0 AND (candidates = 0 OR inside BETWEEN 1 AND candidates - 1)), 0)::BIGINT AS "undeterminedNegativePence" FROM seen GROUP BY ALL)
SELECT *, CASE WHEN "totalPence" > 0 AND "localPence" + "elsewherePence" > 0 THEN floor("localPence" * 1000000.0 / ("localPence" + "elsewherePence") + 0.5) / 1e6 END AS "share",
  CASE WHEN "totalPence" > 0 THEN floor(("localPence" + "undeterminedNegativePence") * 1000000.0 / "totalPence" + 0.5) / 1e6 END AS "shareLower",
  CASE WHEN "totalPence" > 0 THEN floor(("localPence" + "undeterminedPositivePence") * 1000000.0 / "totalPence" + 0.5) / 1e6 END AS "shareUpper"
FROM added ORDER BY period, ring;
