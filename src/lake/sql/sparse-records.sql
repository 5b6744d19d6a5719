-- Records with nothing but an amount and perhaps a word: a total row hides among them, if anywhere.
WITH r AS (SELECT * FROM ({{records}}) WHERE rule IS NULL),
candidates AS (
  SELECT record, pence, sparse_amount, sparse_words FROM r WHERE sparse ORDER BY record DESC LIMIT 5000
),
last_full AS (SELECT coalesce(max(record), -1) AS record FROM r WHERE NOT sparse)
SELECT c.record, c.pence, c.sparse_amount AS amount_text, c.sparse_words AS words,
  c.record > (SELECT record FROM last_full) AS trailing,
  coalesce((SELECT sum(r.pence) FROM r WHERE NOT r.sparse AND r.record < c.record), 0)::BIGINT AS above
FROM candidates c ORDER BY c.record;
