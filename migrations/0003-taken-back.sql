-- When the batch that took a place is undone, the batch it replaced counts again and keeps the link to it, so that
-- bringing the other back replaces it once more.

ALTER TABLE batches DROP CONSTRAINT batches_check2;
ALTER TABLE batches ADD CONSTRAINT batches_replaced_by CHECK (state <> 'superseded' OR superseded_by IS NOT NULL);
CREATE INDEX batches_replaced ON batches (owner, superseded_by) WHERE superseded_by IS NOT NULL;
