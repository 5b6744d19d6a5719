-- The registers that the identifiers belong to; `local` where an identifier belongs to none.
SELECT DISTINCT coalesce(nullif(regexp_extract(identifier, '^[A-Z]{2}-[A-Z0-9]+'), ''), 'local') AS scheme
FROM {{written}} ORDER BY scheme
