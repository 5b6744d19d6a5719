-- Organisations of a register are numbered in the order of their identifiers. Of records with one identifier the
-- first counts.
CREATE TABLE numbers AS
  WITH kept AS (SELECT identifier, min(place) AS place FROM {{entities}} GROUP BY identifier)
  SELECT place, CAST(row_number() OVER (ORDER BY identifier) - 1 AS INTEGER) AS entity FROM kept
