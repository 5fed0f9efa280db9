-- Bookkeeping of the shared database (design.md 6). Every key begins with the centre, no triggers, no sequences: the same
-- schema runs on one server and distributed by centre. Run by `server init` and again by `server upgrade`.
CREATE TABLE IF NOT EXISTS fq_sync.setting (key text PRIMARY KEY, value text NOT NULL);

-- The counter of a centre: locked first by every push, so revs have no holes and merging is serial.
CREATE TABLE IF NOT EXISTS fq_sync.centre_clock (
    centre text PRIMARY KEY CHECK (centre ~ '^[0-9]{6}$'),
    rev bigint NOT NULL DEFAULT 0,
    epoch bigint NOT NULL,
    gc_rev bigint NOT NULL DEFAULT 0);

-- One row a rev, which is one transaction of a desk. The random token shows a desk that the server was restored from an
-- older copy: the same number then stands for another change.
CREATE TABLE IF NOT EXISTS fq_sync.centre_rev (
    centre text NOT NULL,
    rev bigint NOT NULL,
    token bigint NOT NULL,
    desk integer NOT NULL,
    n_rows integer NOT NULL,
    entities smallint[] NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, rev));

-- Desks that may push. `certificate` is the CN that the desk must show; several numbers may belong to one certificate,
-- because a file that was copied or restored goes on under a new number.
CREATE TABLE IF NOT EXISTS fq_sync.desk (
    centre text NOT NULL,
    desk integer NOT NULL CHECK (desk BETWEEN 1 AND 2047),
    name text NOT NULL,
    certificate text,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
    successor_of integer,
    incarnation bigint, -- of a number given to a copy: it is that file's alone
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, desk));

-- A desk that carries files for others (mail van) speaks for them with its own certificate; `van_key` is the key that a
-- desk signs such files with.
ALTER TABLE fq_sync.desk ADD COLUMN IF NOT EXISTS carries boolean NOT NULL DEFAULT false;
ALTER TABLE fq_sync.desk ADD COLUMN IF NOT EXISTS van_key text;
-- What the desk works for: whoever signs in for it, with its own line or its mail, does so as the role of that area, so
-- that nothing else reaches its file. Empty: registered before this was kept.
ALTER TABLE fq_sync.desk ADD COLUMN IF NOT EXISTS area text;

-- How far each file of a desk has been taken in, with the chain of hashes up to there and the answer last given.
CREATE TABLE IF NOT EXISTS fq_sync.desk_state (
    centre text NOT NULL,
    desk integer NOT NULL,
    incarnation bigint NOT NULL,
    last_seq bigint NOT NULL,
    chain bytea NOT NULL,
    last_result jsonb,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, desk, incarnation));

-- What could not be taken in, word for word, and why. The queue of the desk goes on behind it.
CREATE TABLE IF NOT EXISTS fq_sync.quarantine (
    centre text NOT NULL,
    desk integer NOT NULL,
    incarnation bigint NOT NULL,
    seq bigint NOT NULL,
    code text NOT NULL,
    detail text,
    body text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, desk, incarnation, seq));

-- Records whose content was erased for good (个人信息保护法 47): what still arrives for them is left out. After a restore
-- from a backup that is older, they are erased once more.
CREATE TABLE IF NOT EXISTS fq_sync.purged (
    centre text NOT NULL,
    entity text NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, id));

-- Records that left the area of whoever had them (handed up or down): their desks are told to let them go.
CREATE TABLE IF NOT EXISTS fq_sync.moved (
    centre text NOT NULL,
    rev bigint NOT NULL,
    entity text NOT NULL,
    id uuid NOT NULL,
    org text NOT NULL, -- where it was
    PRIMARY KEY (centre, rev, entity, id));

DO $$ BEGIN -- a row may leave several areas at once
    IF NOT EXISTS (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::smallint[])
                   WHERE i.indrelid = 'fq_sync.moved'::regclass AND i.indisprimary AND a.attname = 'org') THEN
        ALTER TABLE fq_sync.moved DROP CONSTRAINT moved_pkey;
        ALTER TABLE fq_sync.moved ADD PRIMARY KEY (centre, rev, entity, id, org);
    END IF;
END $$;

-- The areas whose desks see what belongs to a division: the county, the town, the village.
CREATE OR REPLACE FUNCTION fq_sync.prefixes(org text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN org IS NULL THEN ARRAY['*'] WHEN length(org) >= 12 THEN ARRAY[left(org, 6), left(org, 9), left(org, 12)]
                WHEN length(org) >= 9 THEN ARRAY[left(org, 6), left(org, 9)] ELSE ARRAY[left(org, 6)] END $$;
-- A division that had a record before and follows it: it sees, and does not act.
CREATE OR REPLACE FUNCTION fq_sync.followers(org text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN org IS NULL THEN NULL ELSE string_to_array('~' || array_to_string(fq_sync.prefixes(org), ' ~'), ' ') END $$;
-- Of a row that was just made, until it is known what it hangs on: whoever made it, and nobody else.
CREATE OR REPLACE FUNCTION fq_sync.areas_of_session() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN session_user::text ~ '^c_[0-9]{6,12}$' THEN fq_sync.prefixes(substr(session_user::text, 3))
                ELSE '{}'::text[] END $$;
-- 48 bits that nobody can foretell: of a rev, of an epoch.
CREATE OR REPLACE FUNCTION fq_sync.new_token() RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT uuid_hash_extended(gen_random_uuid(), 0) & 281474976710655 $$;
REVOKE ALL ON FUNCTION fq_sync.prefixes, fq_sync.followers, fq_sync.areas_of_session, fq_sync.new_token FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.prefixes, fq_sync.followers, fq_sync.areas_of_session, fq_sync.new_token TO fengqiao_app;

-- Contents of attachments in pieces of 256 KiB, named by their hash; only what a record names is taken and given.
CREATE TABLE IF NOT EXISTS fq_sync.blob (
    centre text NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^sha256:[0-9a-f]{64}$'),
    size bigint NOT NULL CHECK (size BETWEEN 1 AND 1073741824),
    whole boolean NOT NULL DEFAULT false,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, hash));
CREATE TABLE IF NOT EXISTS fq_sync.blob_chunk (
    centre text NOT NULL,
    hash text NOT NULL,
    n integer NOT NULL CHECK (n >= 0),
    bytes bytea NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (centre, hash, n));
ALTER TABLE fq_sync.blob_chunk ALTER bytes SET STORAGE EXTERNAL; -- pictures do not shrink

-- Reference tables: what the descriptions and the rule tables say (written by `server init` and `upgrade`).
CREATE TABLE IF NOT EXISTS fq_sync.entity (
    name text PRIMARY KEY,
    code smallint NOT NULL UNIQUE,
    machine text,
    append_only boolean NOT NULL,
    fields text[] NOT NULL,
    insert_sql text NOT NULL,
    check_sql text NOT NULL,
    update_sql text NOT NULL);
-- Entities whose areas follow from other records (areas.sql): how far from one that has a division of its own (0: that
-- is one, or the whole county's), which of its fields decide about areas, its or others'; the columns that go out.
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS area_depth smallint NOT NULL DEFAULT 0;
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS area_fields text[] NOT NULL DEFAULT '{}';
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS area_sql text;
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS area_all_sql text;
-- Whether insert_sql writes them along: nothing hangs on its rows, so nobody need look at a new one again.
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS area_at_insert boolean NOT NULL DEFAULT false;
ALTER TABLE fq_sync.entity ADD COLUMN IF NOT EXISTS shown text NOT NULL DEFAULT '*';
-- When rows of `parents` change their areas, so do those that `sql` finds, of entity `target`.
CREATE TABLE IF NOT EXISTS fq_sync.area_ref (
    target text NOT NULL,
    field text NOT NULL,
    named boolean NOT NULL, -- the target is what a row of `parents` names, not what names it
    parents text[] NOT NULL,
    sql text NOT NULL,
    PRIMARY KEY (target, field, named, parents));
CREATE TABLE IF NOT EXISTS fq_sync.action (
    action text PRIMARY KEY,
    machine text NOT NULL,
    makes boolean NOT NULL,
    from_states text[] NOT NULL,
    to_state text,
    who text[] NOT NULL);
-- What comes in a batch, without an event of its own: `field` names the batch, a row of entity `batch` with the account
-- that brought it, its place and how many rows it holds; who may, and in which states the rows begin.
CREATE TABLE IF NOT EXISTS fq_sync.brought (
    entity text PRIMARY KEY,
    field text NOT NULL,
    batch text NOT NULL,
    action text NOT NULL UNIQUE,
    states text[] NOT NULL,
    who text[] NOT NULL);
ALTER TABLE fq_sync.action ADD COLUMN IF NOT EXISTS brings boolean NOT NULL DEFAULT false;
-- Fields whose two values wait for a person (level, outcome, agreement); in all others the newer one goes on.
CREATE TABLE IF NOT EXISTS fq_sync.sealed_field (
    entity text NOT NULL,
    field text NOT NULL,
    PRIMARY KEY (entity, field));
-- Fields that name the content of an attachment, alone or (`inside`) somewhere in their JSON.
CREATE TABLE IF NOT EXISTS fq_sync.blob_field (
    entity text NOT NULL,
    field text NOT NULL,
    inside boolean NOT NULL,
    PRIMARY KEY (entity, field));
