-- Work that is done beside the pages: who ordered it, who does it now, and how far it is. A change of a record and the
-- job that goes with it are written in one transaction. Jobs are upkeep: no audit entry is about them, because the
-- record they work on has its own.

CREATE DOMAIN job_id AS text COLLATE "C" CHECK (VALUE ~ '^job_[a-z0-9]{20}$');

CREATE TABLE jobs (
  id job_id PRIMARY KEY,
  -- The order in which jobs were added; times can be the same.
  ordinal bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  -- A server takes the kinds it knows, so an older one can run beside a newer one.
  kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- What it works on, for example an import; no foreign key, because that depends on the kind.
  subject audit_word NOT NULL,
  ordered_by person_id REFERENCES people (id) ON DELETE SET NULL,
  action audit_word NOT NULL,
  request audit_word NOT NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- How often it was begun.
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Not begun before this moment.
  run_at instant NOT NULL,
  -- Drawn anew each time a process takes it; who holds it says so with every step.
  taken_by audit_word,
  -- Another process may take it from then on.
  lease_until instant,
  progress text COLLATE "C",
  started_at instant,
  -- Why it failed or waits for another attempt.
  sentence text COLLATE "C",
  created_at instant NOT NULL,
  ended_at instant,
  CHECK ((state = 'running') = (taken_by IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL)),
  CHECK ((state IN ('queued', 'running')) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX jobs_live_once ON jobs (subject, kind) WHERE ended_at IS NULL;
CREATE INDEX jobs_due ON jobs (run_at, ordinal) WHERE ended_at IS NULL;
CREATE INDEX jobs_of_organisation ON jobs (organisation) WHERE ended_at IS NULL;
CREATE INDEX jobs_ended ON jobs (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX jobs_of_person ON jobs (ordered_by) WHERE ordered_by IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON jobs TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO sevenbox_across;

ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY across ON jobs TO sevenbox_across USING (current_user = 'sevenbox_across');
CREATE POLICY own ON jobs TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
