-- People, how they sign in, and their sessions.
--
-- The library for sign-in reads and writes these tables; who may do what is not its business and lies elsewhere. What
-- it could keep and nobody needs has no column here: internet addresses, names of browsers, and the tokens of
-- providers. Moments are timestamps in these tables only, because the library compares them as such.

CREATE DOMAIN person_id AS text COLLATE "C" CHECK (VALUE ~ '^per_[a-z0-9]{20}$');

CREATE TABLE people (
  id person_id PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  email text COLLATE "C" NOT NULL UNIQUE CHECK (email <> '' AND email = lower(email)),
  email_verified boolean NOT NULL DEFAULT false,
  image text COLLATE "C",
  two_factor_enabled boolean NOT NULL DEFAULT false,
  -- Somebody invented, whom a button signs in: never in a real store.
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE sessions (
  id text COLLATE "C" PRIMARY KEY,
  token text COLLATE "C" NOT NULL UNIQUE CHECK (token <> ''),
  person person_id NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  -- The organisation the person works in; null until one is chosen.
  organisation organisation_id,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX sessions_of_person ON sessions (person);
CREATE INDEX sessions_in_organisation ON sessions (organisation) WHERE organisation IS NOT NULL;

-- A password is an account of the provider "credential"; every other provider vouches for the person itself.
CREATE TABLE accounts (
  id text COLLATE "C" PRIMARY KEY,
  person person_id NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  provider text COLLATE "C" NOT NULL CHECK (provider <> ''),
  -- What the provider calls the person.
  subject text COLLATE "C" NOT NULL CHECK (subject <> ''),
  password_hash text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider, subject),
  CHECK (password_hash IS NULL OR provider = 'credential')
);
CREATE INDEX accounts_of_person ON accounts (person);

-- What is valid once and for a short time: links to set a password, second factors that are due, trips to a provider.
CREATE TABLE verifications (
  id text COLLATE "C" PRIMARY KEY,
  identifier text COLLATE "C" NOT NULL CHECK (identifier <> ''),
  value text COLLATE "C" NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX verifications_newest ON verifications (identifier, created_at DESC);
CREATE INDEX verifications_expired ON verifications (expires_at);

-- The secret and the recovery codes are sealed with the secret of the installation.
CREATE TABLE second_factors (
  id text COLLATE "C" PRIMARY KEY,
  person person_id NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  secret text COLLATE "C" NOT NULL,
  recovery_codes text COLLATE "C" NOT NULL,
  verified boolean NOT NULL DEFAULT false,
  failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  locked_until timestamptz
);
