-- The accepted records, each with the year in which its financial year starts.
CREATE OR REPLACE VIEW lines AS
  SELECT *, CASE WHEN month(day) < 4 THEN year(day) - 1 ELSE year(day) END AS year_start
  FROM ({{records}}) WHERE rule IS NULL;
