-- Organisations, what they import, and the definitions they make.
--
-- Moments are text that sorts as time does, and all text is ordered by code point, so that the embedded store and
-- every server answer in the same order. JSON is kept as it was written: no query of ours looks inside it.

CREATE DOMAIN instant AS text COLLATE "C"
  CHECK (VALUE ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$');
CREATE DOMAIN organisation_id AS text COLLATE "C" CHECK (VALUE ~ '^org_[a-z0-9]{20}$');
CREATE DOMAIN import_id AS text COLLATE "C" CHECK (VALUE ~ '^imp_[a-z0-9]{20}$');
CREATE DOMAIN batch_id AS text COLLATE "C" CHECK (VALUE ~ '^bat_[a-z0-9]{20}$');

CREATE TABLE owners (
  id organisation_id PRIMARY KEY,
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  org_id text COLLATE "C" CHECK (org_id <> ''),
  home_code text COLLATE "C" NOT NULL CHECK (home_code <> ''),
  home_name text COLLATE "C" NOT NULL CHECK (home_name <> ''),
  -- The definition that leads on the pages; shipped ones are not rows, so this is no foreign key.
  definition text COLLATE "C" NOT NULL CHECK (definition <> ''),
  created_at instant NOT NULL,
  changed_at instant NOT NULL
);

CREATE TABLE imports (
  id import_id PRIMARY KEY,
  owner organisation_id NOT NULL REFERENCES owners (id),
  state text COLLATE "C" NOT NULL CHECK (
    state IN ('receiving', 'reading', 'waiting', 'importing', 'imported', 'cancelled', 'stopped')
  ),
  created_at instant NOT NULL,
  changed_at instant NOT NULL,
  files json NOT NULL CHECK (json_typeof(files) = 'array'),
  answers json NOT NULL CHECK (json_typeof(answers) = 'object'),
  reading json CHECK (json_typeof(reading) = 'object'),
  sentence text COLLATE "C",
  version integer NOT NULL CHECK (version >= 0),
  UNIQUE (owner, id)
);
CREATE INDEX imports_newest ON imports (owner, created_at DESC, id DESC);
CREATE INDEX imports_unfinished ON imports (state, created_at, id)
  WHERE state NOT IN ('imported', 'cancelled');

CREATE TABLE batches (
  id batch_id PRIMARY KEY,
  owner organisation_id NOT NULL,
  import import_id NOT NULL,
  identity text COLLATE "C" NOT NULL CHECK (identity <> ''),
  name text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 <> ''),
  signature text COLLATE "C",
  profile json NOT NULL CHECK (json_typeof(profile) = 'object'),
  report json NOT NULL CHECK (json_typeof(report) = 'object'),
  warnings json NOT NULL CHECK (json_typeof(warnings) = 'array'),
  state text COLLATE "C" NOT NULL CHECK (state IN ('current', 'undone', 'superseded')),
  imported_at instant NOT NULL,
  ended_at instant,
  superseded_by batch_id CHECK (superseded_by <> id),
  UNIQUE (owner, id),
  FOREIGN KEY (owner, import) REFERENCES imports (owner, id),
  -- Checked at the end of a transaction, so that rows can be written back in any order.
  FOREIGN KEY (owner, superseded_by) REFERENCES batches (owner, id) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((state = 'current') = (ended_at IS NULL)),
  CHECK ((state = 'superseded') = (superseded_by IS NOT NULL))
);
CREATE UNIQUE INDEX batches_count_once ON batches (owner, identity) WHERE state = 'current';
CREATE INDEX batches_newest ON batches (owner, imported_at DESC, id DESC);
CREATE INDEX batches_of_import ON batches (owner, import);

-- Apart from batches, so that a list of batches never loads rejected lines.
CREATE TABLE batch_rejects (
  batch batch_id PRIMARY KEY REFERENCES batches (id),
  rejects json NOT NULL CHECK (json_typeof(rejects) = 'array')
);

-- Every profile that was ever saved; the one with the highest ordinal counts, and none when that was a removal.
CREATE TABLE profiles (
  owner organisation_id NOT NULL REFERENCES owners (id),
  signature text COLLATE "C" NOT NULL CHECK (signature <> ''),
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  profile json CHECK (json_typeof(profile) = 'object'),
  saved_at instant NOT NULL,
  PRIMARY KEY (owner, signature, ordinal)
);

CREATE TABLE definitions (
  owner organisation_id NOT NULL REFERENCES owners (id),
  id text COLLATE "C" NOT NULL CHECK (id ~ '^[a-z0-9-]{1,60}$'),
  version text COLLATE "C" NOT NULL CHECK (version <> ''),
  -- The order in which versions were saved.
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  definition json NOT NULL CHECK (json_typeof(definition) = 'object'),
  saved_at instant NOT NULL,
  copied_from text COLLATE "C",
  note text COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, id, version),
  UNIQUE (owner, ordinal)
);
