-- A register of postcodes becomes one row per postcode: its place, and whether it has been terminated.
-- E99999999 and blanks mean that nobody knows; the country then stands in where it is not England.
-- The row without a postcode counts the records that hold no whole postcode.
CREATE TEMP TABLE register AS
  WITH cells AS (
    SELECT replace(upper(trim({{postcode}})), ' ', '') AS compact,
      upper(trim({{authority}})) AS authority,
      upper(trim({{country}})) AS country,
      coalesce(trim({{terminated}}), '') <> '' AS terminated
    FROM {{source}}
  ),
  placed AS (
    SELECT
      CASE
        WHEN regexp_full_match(compact, '[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}')
          THEN left(compact, -3) || ' ' || right(compact, 3)
      END AS postcode,
      CASE
        WHEN regexp_full_match(authority, '[ENSWLM][0-9]{8}') AND authority <> 'E99999999' THEN authority
        WHEN regexp_full_match(country, '[NSWLM][0-9]{8}') THEN country
      END AS code,
      terminated
    FROM cells
  )
  SELECT postcode, arg_min(code, (terminated, code)) AS code, bool_and(terminated) AS terminated,
    count(*) AS records
  FROM placed
  GROUP BY postcode
