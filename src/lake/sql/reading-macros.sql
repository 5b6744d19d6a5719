-- How one cell of text is read. The patterns come from src/domain/spend/reading, where the same rules
-- stand in TypeScript; a test reads the same values both ways.
CREATE OR REPLACE MACRO tidy_cell(t) AS
  upper(trim(replace(regexp_replace(t, '[\s\v\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]+', ' ', 'g'), '−', '-')));

CREATE OR REPLACE MACRO pence_of_tidy(u) AS CASE
  WHEN regexp_matches(u, {{amount}}) THEN
    CASE WHEN regexp_matches(u, {{credit}}) THEN -1 ELSE 1 END
    * CAST(TRY_CAST('0' || regexp_replace(u, '[^0-9.]', '', 'g') AS DECIMAL(18, 2)) * 100 AS BIGINT)
END;

-- The usual shapes of an amount; null where the text has to be read with care.
CREATE OR REPLACE MACRO quick_pence(t) AS CASE
  WHEN regexp_full_match(t, {{plainAmount}}) THEN CAST(CAST(t AS DECIMAL(15, 2)) * 100 AS BIGINT)
  WHEN regexp_full_match(t, '£?\d{1,3}(?:,\d{3}){0,3}\.\d\d') THEN
    CAST(CAST(replace(ltrim(t, '£'), ',', '') AS DECIMAL(15, 2)) * 100 AS BIGINT)
END;

CREATE OR REPLACE MACRO read_pence(t) AS CASE
  WHEN quick_pence(t) IS NOT NULL THEN quick_pence(t)
  WHEN t <> '' THEN pence_of_tidy(tidy_cell(t))
END;

CREATE OR REPLACE MACRO whole(digits) AS TRY_CAST(digits AS INTEGER);

CREATE OR REPLACE MACRO day_from(y, m, d) AS CASE
  WHEN y BETWEEN 1900 AND 2099 AND m BETWEEN 1 AND 12 AND d BETWEEN 1 AND 31 THEN
    TRY_CAST(printf('%04d-%02d-%02d', y, m, d) AS DATE)
END;

CREATE OR REPLACE MACRO full_year(y) AS
  CASE WHEN length(y) > 2 THEN TRY_CAST(y AS INTEGER)
       WHEN TRY_CAST(y AS INTEGER) < 80 THEN 2000 + TRY_CAST(y AS INTEGER)
       ELSE 1900 + TRY_CAST(y AS INTEGER) END;

CREATE OR REPLACE MACRO month_of(name) AS
  coalesce(list_position(['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'], left(name, 3)), 0);

CREATE OR REPLACE MACRO day_of_tidy(u, day_first) AS CASE
  WHEN regexp_matches(u, {{iso}}) THEN day_from(whole(regexp_extract(u, {{iso}}, 1)), whole(regexp_extract(u, {{iso}}, 2)), whole(regexp_extract(u, {{iso}}, 3)))
  WHEN regexp_matches(u, {{compact}}) THEN
    day_from(whole(regexp_extract(u, {{compact}}, 1)), whole(regexp_extract(u, {{compact}}, 2)), whole(regexp_extract(u, {{compact}}, 3)))
  WHEN regexp_matches(u, {{numeric}}) THEN
    day_from(full_year(regexp_extract(u, {{numeric}}, 3)),
             CASE WHEN day_first THEN whole(regexp_extract(u, {{numeric}}, 2)) ELSE whole(regexp_extract(u, {{numeric}}, 1)) END,
             CASE WHEN day_first THEN whole(regexp_extract(u, {{numeric}}, 1)) ELSE whole(regexp_extract(u, {{numeric}}, 2)) END)
  WHEN regexp_matches(u, {{named}}) THEN
    day_from(full_year(regexp_extract(u, {{named}}, 3)), month_of(regexp_extract(u, {{named}}, 2)), whole(regexp_extract(u, {{named}}, 1)))
  WHEN regexp_matches(u, {{serial}}) THEN DATE '1899-12-30' + whole(regexp_extract(u, {{serial}}, 1))
  WHEN regexp_matches(u, {{monthNamed}}) THEN
    day_from(full_year(regexp_extract(u, {{monthNamed}}, 2)), month_of(regexp_extract(u, {{monthNamed}}, 1)), 1)
  WHEN regexp_matches(u, {{monthIso}}) THEN day_from(whole(regexp_extract(u, {{monthIso}}, 1)), whole(regexp_extract(u, {{monthIso}}, 2)), 1)
  WHEN regexp_matches(u, {{monthNumeric}}) THEN
    day_from(whole(regexp_extract(u, {{monthNumeric}}, 2)), whole(regexp_extract(u, {{monthNumeric}}, 1)), 1)
END;

-- The usual shapes of a day; null where the text has to be read with care. What stands last is a digit, because
-- the engine forgives spaces there.
CREATE OR REPLACE MACRO quick_day(t, day_first) AS CASE
  WHEN t LIKE '__/__/20__' AND right(t, 1) >= '0' THEN
    CASE WHEN day_first THEN CAST(try_strptime(t, '%d/%m/%Y') AS DATE)
         ELSE CAST(try_strptime(t, '%m/%d/%Y') AS DATE) END
  WHEN t LIKE '20__-__-__' AND right(t, 1) >= '0' THEN CAST(try_strptime(t, '%Y-%m-%d') AS DATE)
  WHEN t LIKE '__-___-__' AND substring(t, 8, 1) BETWEEN '0' AND '5' AND right(t, 1) >= '0' THEN
    CAST(try_strptime(t, '%d-%b-%y') AS DATE)
END;

CREATE OR REPLACE MACRO read_day(t, day_first) AS CASE
  WHEN quick_day(t, day_first) IS NOT NULL THEN quick_day(t, day_first)
  WHEN t <> '' THEN day_of_tidy(tidy_cell(t), day_first)
END;

-- Text that starts with a character after the space is filled; only the rest has to be trimmed to know.
CREATE OR REPLACE MACRO is_filled(t) AS CASE WHEN t >= '!' THEN true WHEN t IS NULL THEN false ELSE trim(t) <> '' END;

-- A cell that holds more than a number, its sign and its currency.
CREATE OR REPLACE MACRO is_wordy(t) AS
  coalesce(t >= '!' AND NOT regexp_full_match(t, '[-−£()0-9.,\sCRDcrd]*'), false);
