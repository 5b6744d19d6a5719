-- The audit chain: one chain for each organisation and one for the system. An entry is written once; each holds the
-- hash of the one before, and the head of a chain lies apart from it, so that a tail that was cut off is missed.

CREATE DOMAIN audit_chain AS text COLLATE "C" CHECK (VALUE ~ '^(system|org_[a-z0-9]{20})$');
CREATE DOMAIN audit_hash AS text COLLATE "C" CHECK (VALUE ~ '^[0-9a-f]{64}$');
CREATE DOMAIN audit_word AS text COLLATE "C" CHECK (VALUE ~ '^[A-Za-z0-9_.:/@+-]{1,200}$');

-- No foreign keys: what was done stays when the organisation or the person is no more.
CREATE TABLE audit_entries (
  chain audit_chain NOT NULL,
  number bigint NOT NULL CHECK (number BETWEEN 1 AND 9007199254740991),
  at instant NOT NULL,
  actor text COLLATE "C" NOT NULL CHECK (actor IN ('person', 'system', 'nobody')),
  person person_id,
  organisation organisation_id,
  action audit_word NOT NULL,
  request audit_word NOT NULL,
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('done', 'refused')),
  -- Hashed as it was written, to the byte.
  subjects json NOT NULL CHECK (json_typeof(subjects) = 'array'),
  reason audit_word,
  previous audit_hash NOT NULL,
  hash audit_hash NOT NULL,
  PRIMARY KEY (chain, number),
  CHECK (actor <> 'person' OR person IS NOT NULL),
  CHECK (actor <> 'nobody' OR person IS NULL),
  CHECK ((outcome = 'refused') = (reason IS NOT NULL))
);
CREATE INDEX audit_entries_by_day ON audit_entries (chain, at, number);
CREATE INDEX audit_entries_by_person ON audit_entries (chain, person, number) WHERE person IS NOT NULL;
CREATE INDEX audit_entries_by_action ON audit_entries (chain, action, number);

CREATE TABLE audit_heads (
  chain audit_chain PRIMARY KEY,
  -- 0 where nothing has been entered yet.
  number bigint NOT NULL CHECK (number BETWEEN 0 AND 9007199254740991),
  hash audit_hash NOT NULL
);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_heads FORCE ROW LEVEL SECURITY;

-- Nobody changes an entry, and nobody takes one out.
GRANT SELECT, INSERT ON audit_entries TO sevenbox_app, sevenbox_across;
GRANT INSERT ON audit_entries TO sevenbox_identity;
GRANT SELECT, INSERT ON audit_heads TO sevenbox_app, sevenbox_identity, sevenbox_across;
GRANT UPDATE (number, hash) ON audit_heads TO sevenbox_app, sevenbox_identity, sevenbox_across;

-- What an organisation does is entered in its own chain, or in the one of the system, which it cannot read.
CREATE POLICY own ON audit_entries FOR SELECT TO sevenbox_app USING (chain = acting_organisation());
CREATE POLICY entering ON audit_entries FOR INSERT TO sevenbox_app
  WITH CHECK (current_user = 'sevenbox_app' AND chain IN (acting_organisation(), 'system'));
CREATE POLICY entering ON audit_heads TO sevenbox_app
  USING (current_user = 'sevenbox_app' AND chain IN (acting_organisation(), 'system'));
-- How people sign in is entered in the chain of the system.
CREATE POLICY identity ON audit_entries FOR INSERT TO sevenbox_identity
  WITH CHECK (current_user = 'sevenbox_identity' AND chain = 'system');
CREATE POLICY identity ON audit_heads TO sevenbox_identity
  USING (current_user = 'sevenbox_identity' AND chain = 'system');
CREATE POLICY across ON audit_entries TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY across ON audit_heads TO sevenbox_across USING (current_user = 'sevenbox_across');
