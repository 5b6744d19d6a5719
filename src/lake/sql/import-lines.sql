-- One ledger table, cell by cell as text, becomes typed lines in the order of the file. Records above the
-- header are in it too, so that a row's number in this file is its record number in the ledger.
COPY (
  WITH cells AS (SELECT {{cells}} FROM {{source}}),
  quick AS (
    SELECT *, quick_pence(amount_text) AS quick_pence, quick_day(date_text, {{day_first}}) AS quick_day FROM cells
  ),
  tidied AS (
    SELECT *, CASE WHEN quick_pence IS NULL AND amount_text <> '' THEN tidy_cell(amount_text) END AS tidy_amount,
      CASE WHEN quick_day IS NULL AND date_text <> '' THEN tidy_cell(date_text) END AS tidy_date
    FROM quick
  ),
  typed AS (
    SELECT *, CASE WHEN tidy_amount IS NULL THEN quick_pence ELSE pence_of_tidy(tidy_amount) END AS written_pence,
      CASE WHEN tidy_date IS NULL THEN quick_day ELSE day_of_tidy(tidy_date, {{day_first}}) END AS day,
      {{vat_reads}} AS vat_reads, {{indicator_reads}} AS indicator_reads, {{is_credit}} AS is_credit,
      is_filled(supplier) AS has_supplier
    FROM tidied
  ),
  judged AS (
    SELECT *, CASE
      WHEN written_pence IS NOT NULL AND vat_reads AND indicator_reads
        AND (NOT wrong_width OR ((day IS NOT NULL OR {{no_date}}) AND (has_supplier OR {{no_supplier}}))) THEN NULL
      WHEN wrong_width THEN 'wrong-width'
      WHEN NOT is_filled(amount_text) THEN 'amount-missing'
      WHEN written_pence IS NULL AND regexp_matches(tidy_cell(amount_text), {{part_penny}}) THEN 'amount-part-penny'
      WHEN written_pence IS NULL THEN 'amount-unreadable'
      WHEN NOT vat_reads THEN 'vat-unreadable'
      ELSE 'indicator-unreadable'
    END AS rule
    FROM typed
  )
  SELECT
    {{table}} AS table_id,
    CAST({{first_record}} AS BIGINT) AS first_record,
    CASE WHEN is_credit THEN -written_pence ELSE written_pence END AS pence,
    rule,
    CASE WHEN rule IS NULL THEN NULL
      WHEN rule = 'vat-unreadable' THEN vat_text
      WHEN rule = 'indicator-unreadable' THEN indicator_text
      ELSE nullif(amount_text, '') END AS cell,
    day,
    CASE WHEN has_supplier THEN supplier END AS supplier,
    {{kept}},
    wrong_width,
    wordy <= 1 AS sparse,
    CASE WHEN wordy <= 1 THEN nullif(amount_text, '') END AS sparse_amount,
    CASE WHEN wordy <= 1 THEN {{words}} END AS sparse_words,
    row_hash
  FROM judged
) TO {{target}} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)
