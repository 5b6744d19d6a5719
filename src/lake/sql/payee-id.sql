-- A name for a payee that is safe in an address, says nothing about it, and is the same in every batch.
CREATE OR REPLACE MACRO payee_id(kind, key, name) AS
  replace(replace(base64(unhex(left(sha256(kind || ' ' || coalesce(key, name)), 30))), '+', '-'), '/', '_');
