-- Lines that are in the table and in the batch, as often as they are in both.
WITH both_sides AS (
  SELECT {{columns}}, 1 AS here, 0 AS there FROM ({{records}}) WHERE rule IS NULL
  UNION ALL
  SELECT {{columns_there}}, 0, 1 FROM read_parquet({{file}}, hive_partitioning = false)
),
counted AS (
  SELECT pence, least(sum(here), sum(there)) AS n FROM both_sides GROUP BY {{columns}}
)
SELECT coalesce(sum(n), 0)::BIGINT AS lines, coalesce(sum(n * pence), 0)::BIGINT AS pence FROM counted;
