-- What the lines say of each supplier under each of its names: how it is written, numbers, postcodes, days, and what for.
WITH l AS (
  SELECT payee, supplier_number, name_key, name, company_number, charity_number, postcode,
    coalesce(category, department, purpose) AS what, day, pence
  FROM {{lines}}
  WHERE kind = 'named' AND {{where}}
),
bought AS (
  SELECT payee, supplier_number, name_key, what, sum(abs(pence)) AS pence
  FROM l WHERE what IS NOT NULL GROUP BY ALL
),
most_bought AS (
  SELECT payee, supplier_number, name_key, list(what ORDER BY pence DESC, what)[1:3] AS bought
  FROM bought GROUP BY ALL
)
SELECT l.payee, l.supplier_number, l.name_key, mode(l.name ORDER BY l.name) AS name,
  to_json(list_sort(list_distinct(list(l.name)))[1:20])::VARCHAR AS names,
  to_json(list_sort(list_distinct(list(l.company_number)))[1:5])::VARCHAR AS company_numbers,
  to_json(list_sort(list_distinct(list(l.charity_number)))[1:5])::VARCHAR AS charity_numbers,
  to_json(list_sort(list_distinct(list(l.postcode)))[1:5])::VARCHAR AS postcodes,
  to_json(coalesce(any_value(m.bought), []))::VARCHAR AS bought,
  min(l.day)::VARCHAR AS first_day, max(l.day)::VARCHAR AS last_day, count(*) AS lines, sum(l.pence)::BIGINT AS pence
FROM l LEFT JOIN most_bought m ON m.payee = l.payee
  AND m.supplier_number IS NOT DISTINCT FROM l.supplier_number AND m.name_key IS NOT DISTINCT FROM l.name_key
GROUP BY l.payee, l.supplier_number, l.name_key
ORDER BY l.payee, l.supplier_number, l.name_key
