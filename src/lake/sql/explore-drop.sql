DELETE FROM batch_years WHERE batch IN ({{batches}});
DELETE FROM batch_scopes WHERE batch IN ({{batches}});
