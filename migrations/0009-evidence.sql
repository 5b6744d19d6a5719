-- Files that show that something was done. The bytes lie apart, named by their hash, and are kept once however many
-- rows name them; a row belongs to one organisation, which sees no other's.

CREATE DOMAIN evidence_id AS text COLLATE "C" CHECK (VALUE ~ '^evi_[a-z0-9]{20}$');

CREATE TABLE evidence_files (
  id evidence_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  sha256 text COLLATE "C" NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  type text COLLATE "C" NOT NULL CHECK (
    type IN ('pdf', 'png', 'jpeg', 'text', 'csv', 'docx', 'xlsx', 'odt', 'ods')
  ),
  bytes bigint NOT NULL CHECK (bytes BETWEEN 1 AND 9007199254740991),
  -- What it shows, in the words of whoever added it.
  note text COLLATE "C" NOT NULL CHECK (note <> ''),
  added_by person_id REFERENCES people (id) ON DELETE SET NULL,
  added_at instant NOT NULL,
  -- Null while the file is kept; the row stays when it is not.
  removed_at instant,
  salt salt NOT NULL DEFAULT new_salt()
);
CREATE INDEX evidence_files_newest ON evidence_files (organisation, added_at DESC, id DESC);
-- Whether any row still needs some bytes.
CREATE INDEX evidence_files_kept ON evidence_files (sha256) WHERE removed_at IS NULL;
CREATE INDEX evidence_files_of_person ON evidence_files (added_by) WHERE added_by IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON evidence_files TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_files TO sevenbox_across;

ALTER TABLE evidence_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_files FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON evidence_files TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON evidence_files TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
