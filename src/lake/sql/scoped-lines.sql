-- The accepted lines with who was paid, in which year, at which ledger postcode, and the class (if any) under
-- which a scope rule names them. One row a line. A column that ends in `_text` is as the file has it.
CREATE OR REPLACE VIEW scoped_lines AS
  SELECT l.table_id, l.record, l.day, l.year_start, l.pence, p.kind, p.text AS name, p.name_key,
    {{supplier_number}} AS supplier_number, {{document}} AS document_number,
    CASE WHEN p.kind = 'named' THEN coalesce('number ' || {{supplier_number}}, 'name ' || p.name_key) END AS key,
    coalesce('document ' || l.table_id || ':' || {{document}}, 'line ' || l.table_id || ':' || l.record) AS many_unit,
    {{postcode}} AS postcode,
    {{class}} AS scope_class,
    l.supplier, l.body, l.department, l.category, l.category_code, l.purpose, l.document AS document_text,
    l.supplier_number AS number_text, l.company_number, l.charity_number, l.postcode AS postcode_text
  FROM lines l
  JOIN payees p ON p.text = coalesce(l.supplier, '')
  {{joins}};
