-- Measure sets that an organisation keeps beside the shipped ones, and what it read from files about tenders.

CREATE DOMAIN measure_set_id AS text COLLATE "C" CHECK (VALUE ~ '^set_[a-z0-9]{20}$');
CREATE DOMAIN tender_file_id AS text COLLATE "C" CHECK (VALUE ~ '^tnf_[a-z0-9]{20}$');

CREATE TABLE measure_sets (
  id measure_set_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  -- What all versions of a set have in common.
  set_key text COLLATE "C" NOT NULL CHECK (set_key ~ '^[a-z0-9-]{1,60}$'),
  version text COLLATE "C" NOT NULL CHECK (version <> ''),
  state text COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published')),
  content jsonb NOT NULL,
  redistributable boolean NOT NULL,
  -- The file that it was read from, its hash, and how it was read; or the version that it revises, and how.
  source jsonb NOT NULL,
  -- Counts the changes of a draft, so that of two people who change it at once one is told.
  edits integer NOT NULL CHECK (edits >= 0),
  saved_by person_id REFERENCES people (id) ON DELETE SET NULL,
  saved_at instant NOT NULL,
  published_at instant,
  salt salt NOT NULL DEFAULT new_salt(),
  UNIQUE (organisation, set_key, version),
  CHECK ((state = 'published') = (published_at IS NOT NULL))
);
CREATE INDEX measure_sets_newest ON measure_sets (organisation, saved_at DESC, id DESC);
CREATE INDEX measure_sets_of_person ON measure_sets (saved_by) WHERE saved_by IS NOT NULL;

-- A published version never changes, whoever asks. It may be removed: a licence can end.
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'published' AND (
    NEW.state, NEW.set_key, NEW.version, NEW.content, NEW.redistributable, NEW.organisation, NEW.published_at
  ) IS DISTINCT FROM (
    OLD.state, OLD.set_key, OLD.version, OLD.content, OLD.redistributable, OLD.organisation, OLD.published_at
  ) THEN
    RAISE EXCEPTION 'a published version never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER measure_sets_published BEFORE UPDATE ON measure_sets
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();

-- A tender to rehearse, results of past procurements, or bids of past procurements. Never changed once it is there.
CREATE TABLE tender_files (
  id tender_file_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('rehearsal', 'results', 'past-bids')),
  title text COLLATE "C" NOT NULL CHECK (title <> ''),
  file_name text COLLATE "C" NOT NULL CHECK (file_name <> ''),
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  content jsonb NOT NULL,
  saved_by person_id REFERENCES people (id) ON DELETE SET NULL,
  saved_at instant NOT NULL,
  salt salt NOT NULL DEFAULT new_salt()
);
CREATE INDEX tender_files_newest ON tender_files (organisation, kind, saved_at DESC, id DESC);
CREATE INDEX tender_files_of_person ON tender_files (saved_by) WHERE saved_by IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON measure_sets TO sevenbox_app;
GRANT SELECT, INSERT, DELETE ON tender_files TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON measure_sets, tender_files TO sevenbox_across;

ALTER TABLE measure_sets ENABLE ROW LEVEL SECURITY;
ALTER TABLE measure_sets FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON measure_sets TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON measure_sets TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());

ALTER TABLE tender_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE tender_files FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON tender_files TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON tender_files TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
