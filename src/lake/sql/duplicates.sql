-- One part in {{parts}} of the accepted lines of a table, so that memory stays bounded.
SELECT coalesce(sum(n - 1), 0)::BIGINT AS repeats, coalesce(sum((n - 1) * pence), 0)::BIGINT AS repeat_pence,
  coalesce(bool_and(n % 2 = 0), true) AS all_even
FROM (
  SELECT row_hash, any_value(pence) AS pence, count(*) AS n
  FROM ({{records}}) WHERE rule IS NULL AND row_hash % {{parts}} = {{part}} GROUP BY row_hash
);
