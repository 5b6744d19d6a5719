-- Which store this is, so that no lake is ever opened over records that are not its own. A backup leaves it out: what
-- is restored from one is another store from then on.

CREATE DOMAIN store_id AS text COLLATE "C" CHECK (VALUE ~ '^sto_[a-z0-9]{20}$');

CREATE TABLE store (
  id store_id PRIMARY KEY,
  -- At most one row.
  single boolean NOT NULL DEFAULT true UNIQUE CHECK (single)
);
