-- Attempts that are counted for a while, so that guessing is slow. A key is a keyed hash of what the attempts have in
-- common: no address and no email can be read from it.

CREATE TABLE rate_limits (
  key text COLLATE "C" PRIMARY KEY CHECK (key ~ '^[0-9a-f]{64}$'),
  count integer NOT NULL CHECK (count >= 0),
  -- From then on the attempts count for nothing, and the row is removed.
  ends_at instant NOT NULL
);
CREATE INDEX rate_limits_ended ON rate_limits (ends_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO sevenbox_identity;
ALTER TABLE rate_limits ENABLE ROW LEVEL SECURITY;
ALTER TABLE rate_limits FORCE ROW LEVEL SECURITY;
CREATE POLICY identity ON rate_limits TO sevenbox_identity USING (current_user = 'sevenbox_identity');
