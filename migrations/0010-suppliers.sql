-- Who the suppliers of a ledger are: what people decided, and what was found on registers.

CREATE DOMAIN decision_id AS text COLLATE "C" CHECK (VALUE ~ '^dec_[a-z0-9]{20}$');
CREATE DOMAIN matching_id AS text COLLATE "C" CHECK (VALUE ~ '^mat_[a-z0-9]{20}$');

-- Never changed once it is there, but for being undone.
CREATE TABLE supplier_decisions (
  id decision_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  -- What it is about: a supplier number of the ledger, or names, or both.
  supplier_number text COLLATE "C",
  name_keys jsonb NOT NULL CHECK (jsonb_typeof(name_keys) = 'array'),
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('linked', 'none', 'person', 'public-body', 'several')),
  identifier text COLLATE "C",
  delivery_postcode text COLLATE "C",
  reason text COLLATE "C" CHECK (reason <> ''),
  editions text COLLATE "C" NOT NULL,
  source text COLLATE "C" NOT NULL CHECK (source IN ('review', 'dictionary')),
  decided_by person_id REFERENCES people (id) ON DELETE SET NULL,
  decided_at instant NOT NULL,
  undone_by person_id REFERENCES people (id) ON DELETE SET NULL,
  undone_at instant,
  salt salt NOT NULL DEFAULT new_salt(),
  CHECK ((outcome = 'linked') = (identifier IS NOT NULL)),
  CHECK (delivery_postcode IS NULL OR outcome = 'linked'),
  CHECK (supplier_number IS NOT NULL OR name_keys <> '[]'::jsonb)
);
CREATE INDEX supplier_decisions_newest ON supplier_decisions (organisation, decided_at DESC, id DESC);
CREATE INDEX supplier_decisions_by ON supplier_decisions (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX supplier_decisions_undone_by ON supplier_decisions (undone_by) WHERE undone_by IS NOT NULL;

-- One run of the matcher over the suppliers of an organisation. The newest one counts.
CREATE TABLE matchings (
  id matching_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  editions text COLLATE "C" NOT NULL,
  -- The version of the rules by which names are matched.
  rules text COLLATE "C" NOT NULL,
  names integer NOT NULL CHECK (names >= 0),
  linked integer NOT NULL CHECK (linked >= 0),
  ambiguous integer NOT NULL CHECK (ambiguous >= 0),
  -- SHA-256 of everything that was found, in order.
  content_hash text COLLATE "C" NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  made_at instant NOT NULL,
  salt salt NOT NULL DEFAULT new_salt()
);
CREATE INDEX matchings_newest ON matchings (organisation, made_at DESC, id DESC);

-- What the newest run found, by supplier string.
CREATE TABLE supplier_matches (
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  -- Hash of everything that was asked: name, numbers, postcode, days, editions, rules. The same again is not asked again.
  asked text COLLATE "C" NOT NULL CHECK (asked ~ '^[0-9a-f]{32}$'),
  -- Empty where the ledger gives none.
  supplier_number text COLLATE "C" NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  finding jsonb NOT NULL,
  PRIMARY KEY (organisation, supplier_number, name_key)
);

GRANT SELECT, INSERT, UPDATE ON supplier_decisions TO sevenbox_app;
GRANT SELECT, INSERT ON matchings TO sevenbox_app;
GRANT SELECT, INSERT, DELETE ON supplier_matches TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON supplier_decisions, matchings, supplier_matches TO sevenbox_across;

ALTER TABLE supplier_decisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE supplier_decisions FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON supplier_decisions TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON supplier_decisions TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());

ALTER TABLE matchings ENABLE ROW LEVEL SECURITY;
ALTER TABLE matchings FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON matchings TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON matchings TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());

ALTER TABLE supplier_matches ENABLE ROW LEVEL SECURITY;
ALTER TABLE supplier_matches FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON supplier_matches TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON supplier_matches TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
