-- The incoming cells as whole numbers: the year, then columns in the order in which `cellParts.ts` takes them.
WITH documents AS (
  SELECT batch, unit, {{documents}} + row_number() OVER (ORDER BY batch, unit) AS document
  FROM (SELECT DISTINCT batch, unit FROM incoming WHERE unit IS NOT NULL)
)
SELECT coalesce(i.year_start, 0), i.batch, coalesce(i.quarter, 0), b.id, d.id, c.id, s.id, p.payee, n.id,
  coalesce(u.document, 0), i.lines, i.positive, i.negative
FROM incoming i
JOIN payees p ON p.identity = i.identity
JOIN names n ON n.text = i.name
JOIN texts b ON b.text = coalesce(i.body, '')
JOIN texts d ON d.text = coalesce(i.department, '')
JOIN texts c ON c.text = coalesce(i.category, '')
JOIN texts s ON s.text = coalesce(i.scope_class, '')
LEFT JOIN documents u ON u.batch = i.batch AND u.unit = i.unit;
