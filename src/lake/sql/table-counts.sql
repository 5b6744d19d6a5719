-- The counts of one table: what was accepted and rejected below the header.
SELECT
  count(*) FILTER (rule IS NULL) AS accepted,
  coalesce(sum(pence) FILTER (rule IS NULL), 0)::BIGINT AS accepted_pence,
  count(*) FILTER (rule IS NOT NULL) AS rejected,
  coalesce(sum(pence) FILTER (rule IS NOT NULL), 0)::BIGINT AS rejected_pence,
  count(*) FILTER (rule IS NULL AND day IS NULL) AS undated,
  count(*) FILTER (rule IS NULL AND supplier IS NULL) AS unnamed,
  count(*) FILTER (rule IS NULL AND wrong_width) AS wrong_width,
  count(*) FILTER (rule IS NULL AND sparse) AS sparse,
  (min(day) FILTER (rule IS NULL))::VARCHAR AS first_day,
  (max(day) FILTER (rule IS NULL))::VARCHAR AS last_day
FROM ({{records}});
