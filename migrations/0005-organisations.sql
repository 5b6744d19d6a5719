-- Organisations and their people; and row-level security as the second lock behind the access table.
--
-- Every transaction works under one of three roles that cannot sign in and own nothing:
--   sevenbox_app       what one organisation has; rows of others are not there
--   sevenbox_identity  people, their sessions and how they sign in
--   sevenbox_across    the few named functions that work across organisations
-- A policy for a role holds for its members too, and the user that signs in is a member of all three. So each policy asks
-- under which role the transaction works: without one it finds nothing.

CREATE DOMAIN invitation_id AS text COLLATE "C" CHECK (VALUE ~ '^inv_[a-z0-9]{20}$');
-- Hashes in the audit chain are over salted content, so that nobody can guess it; a salt is erased with its record.
CREATE DOMAIN salt AS text COLLATE "C" CHECK (VALUE ~ '^[0-9a-f]{32}$');
CREATE FUNCTION new_salt() RETURNS salt LANGUAGE sql VOLATILE
  AS $$ SELECT replace(gen_random_uuid()::text, '-', '')::salt $$;

CREATE TABLE organisations (
  id organisation_id PRIMARY KEY,
  kind text COLLATE "C" NOT NULL CHECK (
    kind IN ('anchor', 'supplier', 'community-organisation', 'provider', 'verifier', 'network')
  ),
  -- The legal form of a supplier.
  form text COLLATE "C" CHECK (form IN ('company', 'charity', 'cic', 'co-operative', 'sole-trader')),
  name text COLLATE "C" NOT NULL CHECK (name <> ''),
  org_id text COLLATE "C" CHECK (org_id <> ''),
  created_at instant NOT NULL,
  changed_at instant NOT NULL,
  salt salt NOT NULL DEFAULT new_salt(),
  CHECK (form IS NULL OR kind = 'supplier')
);

-- What was imported before belongs to the organisation made at first start.
INSERT INTO organisations (id, kind, name, org_id, created_at, changed_at)
  SELECT id, 'anchor', name, org_id, created_at, changed_at FROM owners;
ALTER TABLE owners DROP COLUMN name, DROP COLUMN org_id;
ALTER TABLE owners ADD CONSTRAINT owners_organisation FOREIGN KEY (id) REFERENCES organisations (id);

ALTER TABLE owners ADD COLUMN salt salt NOT NULL DEFAULT new_salt();
ALTER TABLE imports ADD COLUMN salt salt NOT NULL DEFAULT new_salt();
ALTER TABLE batches ADD COLUMN salt salt NOT NULL DEFAULT new_salt();
ALTER TABLE profiles ADD COLUMN salt salt NOT NULL DEFAULT new_salt();
ALTER TABLE definitions ADD COLUMN salt salt NOT NULL DEFAULT new_salt();

CREATE TABLE memberships (
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  person person_id NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  roles json NOT NULL CHECK (json_typeof(roles) = 'array'),
  joined_at instant NOT NULL,
  changed_at instant NOT NULL,
  salt salt NOT NULL DEFAULT new_salt(),
  PRIMARY KEY (organisation, person)
);
CREATE INDEX memberships_of_person ON memberships (person);

CREATE TABLE invitations (
  id invitation_id PRIMARY KEY,
  organisation organisation_id NOT NULL REFERENCES organisations (id),
  email text COLLATE "C" NOT NULL CHECK (email <> ''),
  roles json NOT NULL CHECK (json_typeof(roles) = 'array'),
  -- Who holds the link holds the invitation, so only its hash is kept.
  token_hash text COLLATE "C" NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  invited_by person_id REFERENCES people (id) ON DELETE SET NULL,
  state text COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn')),
  created_at instant NOT NULL,
  expires_at instant NOT NULL,
  ended_at instant,
  salt salt NOT NULL DEFAULT new_salt(),
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX invitations_of_organisation ON invitations (organisation, created_at DESC, id DESC);
CREATE UNIQUE INDEX invitations_open_once ON invitations (organisation, email) WHERE state = 'open';

-- A store of the demonstration holds demo people only, and a real store none.
ALTER TABLE store ADD COLUMN mode text COLLATE "C" NOT NULL DEFAULT 'real' CHECK (mode IN ('real', 'demo'));

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['sevenbox_app', 'sevenbox_identity', 'sevenbox_across'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      -- Another database of the same server made it at this moment.
      NULL;
    END;
    -- From PostgreSQL 16 on, who made a role is a member of it and still may not work under it.
    IF NOT pg_has_role(current_user, wanted,
      CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
      EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', wanted);
  END LOOP;
END
$$;

CREATE FUNCTION acting_organisation() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN current_user = 'sevenbox_app' THEN nullif(current_setting('sevenbox.organisation', true), '') END
$$;

GRANT SELECT, INSERT, UPDATE ON organisations, owners, imports, batches TO sevenbox_app;
GRANT SELECT, INSERT ON batch_rejects, profiles, definitions TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships, invitations TO sevenbox_app;
GRANT SELECT ON people TO sevenbox_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON people, sessions, accounts, verifications, second_factors
  TO sevenbox_identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  organisations, owners, imports, batches, batch_rejects, profiles, definitions, memberships, invitations, store,
  people, sessions, accounts, verifications, second_factors
  TO sevenbox_across;
GRANT SELECT ON migrations TO sevenbox_across;

DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'organisations', 'owners', 'imports', 'batches', 'batch_rejects', 'profiles', 'definitions', 'memberships',
    'invitations', 'store', 'people', 'sessions', 'accounts', 'verifications', 'second_factors'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    -- Also for the owner of the tables: a query that names no role finds nothing.
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY across ON %I TO sevenbox_across USING (current_user = %L)', guarded, 'sevenbox_across');
  END LOOP;
  FOREACH guarded IN ARRAY ARRAY['people', 'sessions', 'accounts', 'verifications', 'second_factors'] LOOP
    EXECUTE format('CREATE POLICY identity ON %I TO sevenbox_identity USING (current_user = %L)', guarded, 'sevenbox_identity');
  END LOOP;
END
$$;

CREATE POLICY own ON organisations TO sevenbox_app
  USING (id = acting_organisation()) WITH CHECK (id = acting_organisation());
CREATE POLICY own ON owners TO sevenbox_app
  USING (id = acting_organisation()) WITH CHECK (id = acting_organisation());
CREATE POLICY own ON imports TO sevenbox_app
  USING (owner = acting_organisation()) WITH CHECK (owner = acting_organisation());
CREATE POLICY own ON batches TO sevenbox_app
  USING (owner = acting_organisation()) WITH CHECK (owner = acting_organisation());
-- The rows of batches that can be seen here are those of the organisation.
CREATE POLICY own ON batch_rejects TO sevenbox_app
  USING (EXISTS (SELECT FROM batches WHERE batches.id = batch_rejects.batch))
  WITH CHECK (EXISTS (SELECT FROM batches WHERE batches.id = batch_rejects.batch));
CREATE POLICY own ON profiles TO sevenbox_app
  USING (owner = acting_organisation()) WITH CHECK (owner = acting_organisation());
CREATE POLICY own ON definitions TO sevenbox_app
  USING (owner = acting_organisation()) WITH CHECK (owner = acting_organisation());
CREATE POLICY own ON memberships TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
CREATE POLICY own ON invitations TO sevenbox_app
  USING (organisation = acting_organisation()) WITH CHECK (organisation = acting_organisation());
CREATE POLICY colleagues ON people FOR SELECT TO sevenbox_app
  USING (EXISTS (SELECT FROM memberships WHERE memberships.person = people.id));
