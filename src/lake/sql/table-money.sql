SELECT coalesce(sum(pence) FILTER (pence > 0), 0)::BIGINT AS payments,
  coalesce(sum(pence) FILTER (pence < 0), 0)::BIGINT AS credits
FROM ({{records}}) WHERE rule IS NULL;
