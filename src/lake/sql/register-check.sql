-- What was written, read again, beside how many organisations should have been.
SELECT
  (SELECT count(*) FROM numbers) AS kept,
  (SELECT count(*) FROM {{written}}) AS entities,
  (SELECT count(DISTINCT entity) FROM {{written}}) AS numbered,
  (SELECT count(*) FROM {{written_names}}) AS names,
  (SELECT count(*) FROM {{written_names}} WHERE kind = 'current') AS current_names
