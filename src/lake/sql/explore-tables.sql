-- What the numbers of the cells mean. A year of 0 is undated, and text 0 is the empty column.
CREATE OR REPLACE MACRO identity_of(payee, name_key, postcode) AS
  payee || ' ' || coalesce(postcode, '-') || ' ' || coalesce(name_key, '');
CREATE TABLE batches (batch INTEGER, id VARCHAR, cells_file VARCHAR, lines_file VARCHAR);
CREATE TABLE texts (id INTEGER, text VARCHAR);
INSERT INTO texts VALUES (0, '');
CREATE TABLE names (id INTEGER, text VARCHAR);
CREATE TABLE whos (who INTEGER, id VARCHAR, kind VARCHAR, label VARCHAR);
CREATE TABLE payees (payee INTEGER, who INTEGER, id VARCHAR, kind VARCHAR, key VARCHAR, name_key VARCHAR,
  supplier_number VARCHAR, name VARCHAR, postcode VARCHAR, identity VARCHAR);
CREATE TABLE batch_years (batch INTEGER, year SMALLINT, months INTEGER);
CREATE TABLE batch_scopes (batch INTEGER, year SMALLINT, class VARCHAR, lines BIGINT, pence BIGINT);
