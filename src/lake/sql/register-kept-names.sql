-- How many names belong to the organisations that are kept, where some repeat an identifier.
SELECT count(*) AS names FROM {{names}} SEMI JOIN numbers USING (place)
