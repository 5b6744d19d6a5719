CREATE OR REPLACE TABLE payees (text VARCHAR, kind VARCHAR, name_key VARCHAR);
CREATE OR REPLACE TABLE postcode_texts (text VARCHAR, postcode VARCHAR);
CREATE OR REPLACE TABLE scope_texts (field VARCHAR, text VARCHAR, class VARCHAR);
CREATE OR REPLACE TABLE settled (key VARCHAR, name_key VARCHAR, postcode VARCHAR, place VARCHAR);
CREATE OR REPLACE TABLE table_names (table_id INTEGER, name VARCHAR);
