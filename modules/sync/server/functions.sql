-- What a desk may do: these functions of schema fq and nothing else. Those of fq_sync are their inside.
-- Everything is named with its schema; the search path is fixed; the centre comes from the role that signed in, never
-- from an argument. Custom plans: a generic one made while a table was empty costs a hundredfold later (sync.md 3).

CREATE OR REPLACE FUNCTION fq_sync.centre_of_session() RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := substring(session_user::text FROM '^c_([0-9]{6})[0-9]*$');
BEGIN
    IF c IS NULL THEN
        RAISE EXCEPTION 'role % is not the role of a centre', session_user USING ERRCODE = '42501';
    END IF;
    RETURN c;
END $$;

-- The desk must be registered, in use, and come with its own certificate where certificates are asked for.
CREATE OR REPLACE FUNCTION fq_sync.require_desk(c text, d integer, i bigint) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE r record; shown text;
BEGIN
    SELECT x.certificate, x.state, x.incarnation, x.area INTO r FROM fq_sync.desk x WHERE x.centre = c AND x.desk = d;
    -- A server that was restored may have given the number of one copy to another one since.
    IF NOT FOUND OR (i <> 0 AND r.incarnation <> i) THEN
        RAISE EXCEPTION 'desk % is not registered', d USING ERRCODE = 'FQ010';
    END IF;
    IF r.state <> 'active' THEN
        RAISE EXCEPTION 'desk % was retired', d USING ERRCODE = 'FQ011';
    END IF;
    IF r.area <> substr(session_user::text, 3) THEN
        RAISE EXCEPTION 'desk % works for area %: sign in as c_%', d, r.area, r.area USING ERRCODE = 'FQ017';
    END IF;
    IF (SELECT s.value FROM fq_sync.setting s WHERE s.key = 'require_certificate') IS DISTINCT FROM 'off' THEN
        SELECT substring(x.client_dn FROM 'CN=([^,/]+)') INTO shown FROM pg_stat_ssl x WHERE x.pid = pg_backend_pid();
        IF shown IS DISTINCT FROM r.certificate AND NOT EXISTS (SELECT 1 FROM fq_sync.desk x WHERE x.centre = c
                AND x.carries AND x.state = 'active' AND x.certificate = shown) THEN
            RAISE EXCEPTION 'the certificate shown is not that of desk %', d USING ERRCODE = 'FQ012';
        END IF;
    END IF;
END $$;

-- First word of a connection: who is there, what time it is, what this server knows and how far this file came.
CREATE OR REPLACE FUNCTION fq.sync_hello(p_desk integer, p_incarnation bigint) RETURNS jsonb LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); k record; s record; t bigint;
BEGIN
    PERFORM fq_sync.require_desk(c, p_desk, p_incarnation);
    SELECT * INTO k FROM fq_sync.centre_clock x WHERE x.centre = c;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'centre % is not set up', c USING ERRCODE = 'FQ013';
    END IF;
    SELECT x.token INTO t FROM fq_sync.centre_rev x WHERE x.centre = c AND x.rev = k.rev;
    SELECT * INTO s FROM fq_sync.desk_state x
        WHERE x.centre = c AND x.desk = p_desk AND x.incarnation = p_incarnation;
    RETURN jsonb_build_object(
        'centre', c, 'area', substr(session_user::text, 3),
        'now', (extract(epoch FROM clock_timestamp()) * 1000)::bigint,
        'schema', (SELECT x.value::integer FROM fq_sync.setting x WHERE x.key = 'schema'),
        'oldest', (SELECT x.value::integer FROM fq_sync.setting x WHERE x.key = 'oldest_schema'),
        'kind', (SELECT x.value FROM fq_sync.setting x WHERE x.key = 'kind'),
        'entities', (SELECT jsonb_agg(x.name) FROM fq_sync.entity x),
        'epoch', k.epoch, 'rev', k.rev, 'token', coalesce(t, 0),
        'res', s.last_result, 'seq', coalesce(s.last_seq, 0), 'chain', encode(coalesce(s.chain, decode(repeat('00', 32), 'hex')), 'hex'));
END $$;

-- A file that finds itself to be a copy goes on under a number of its own.
CREATE OR REPLACE FUNCTION fq.sync_new_desk(p_desk integer, p_incarnation bigint) RETURNS integer LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); d integer;
BEGIN
    PERFORM fq_sync.require_desk(c, p_desk, 0);
    PERFORM 1 FROM fq_sync.centre_clock x WHERE x.centre = c FOR UPDATE;
    SELECT coalesce(max(x.desk), 0) + 1 INTO d FROM fq_sync.desk x WHERE x.centre = c;
    IF d > 2047 THEN
        RAISE EXCEPTION 'this centre has no desk number left' USING ERRCODE = 'FQ014';
    END IF;
    INSERT INTO fq_sync.desk (centre, desk, name, certificate, successor_of, incarnation, area)
        SELECT c, d, x.name, x.certificate, p_desk, p_incarnation, x.area FROM fq_sync.desk x WHERE x.centre = c AND x.desk = p_desk;
    RETURN d;
END $$;

-- After a push, as a statement of its own: inside the transaction it would take a lock of the whole cluster at commit.
CREATE OR REPLACE FUNCTION fq.sync_notify() RETURNS void LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session();
BEGIN
    PERFORM pg_notify('fq_' || c, (SELECT x.rev::text FROM fq_sync.centre_clock x WHERE x.centre = c));
END $$;

CREATE OR REPLACE FUNCTION fq.sync_head() RETURNS TABLE (epoch bigint, rev bigint, token bigint) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.epoch, k.rev, coalesce((SELECT r.token FROM fq_sync.centre_rev r
                                     WHERE r.centre = k.centre AND r.rev = k.rev), 0)
    FROM fq_sync.centre_clock k WHERE k.centre = fq_sync.centre_of_session() $$;

-- Whole revs behind the cursor, of the entities that the desk knows: first a line about the page, then one line a row.
-- STABLE: everything is read in one snapshot, so what one transaction changed appears together.
CREATE OR REPLACE FUNCTION fq.sync_pull(p_epoch bigint, p_rev bigint, p_token bigint, p_rows integer, p_entities text[])
RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE c text := fq_sync.centre_of_session(); k record; known bigint; upto bigint; codes smallint[]; e record;
    area text := substr(session_user::text, 3); here boolean;
BEGIN
    SELECT * INTO STRICT k FROM fq_sync.centre_clock x WHERE x.centre = c;
    SELECT x.token INTO known FROM fq_sync.centre_rev x WHERE x.centre = c AND x.rev = p_rev;
    IF p_epoch <> k.epoch OR p_rev > k.rev OR p_rev < k.gc_rev OR coalesce(known, 0) <> p_token THEN
        RETURN NEXT jsonb_build_object('reset', true, 'head', k.rev)::text;
        RETURN;
    END IF;
    SELECT max(x.rev) INTO upto
        FROM (SELECT r.rev, sum(r.n_rows) OVER (ORDER BY r.rev) - r.n_rows AS before FROM fq_sync.centre_rev r
              WHERE r.centre = c AND r.rev > p_rev ORDER BY r.rev LIMIT p_rows) x
        WHERE x.before < p_rows;
    IF upto IS NULL THEN
        RETURN NEXT jsonb_build_object('rev', p_rev, 'token', p_token, 'head', k.rev)::text;
        RETURN;
    END IF;
    SELECT array_agg(DISTINCT u) INTO codes
        FROM fq_sync.centre_rev r, unnest(r.entities) u WHERE r.centre = c AND r.rev > p_rev AND r.rev <= upto;
    RETURN NEXT jsonb_build_object('rev', upto, 'token', (SELECT x.token FROM fq_sync.centre_rev x
                                                          WHERE x.centre = c AND x.rev = upto), 'head', k.rev)::text;
    FOR e IN SELECT x.name, x.shown FROM fq_sync.entity x WHERE x.code = ANY (codes) AND x.name = ANY (p_entities) LOOP
        RETURN QUERY EXECUTE format('SELECT %L || row_to_json(t)::text FROM (SELECT %s FROM fq_data.%I) t WHERE t.centre = $1 '
                                    'AND t.rev > $2 AND t.rev <= $3', e.name || chr(9), e.shown, e.name)
            USING c, p_rev, upto;
    END LOOP;
    -- What went out of the area of this role: its desks let it go.
    IF length(area) > 6 THEN
        FOR e IN SELECT m.entity AS name, m.id FROM fq_sync.moved m WHERE m.centre = c AND m.rev > p_rev AND m.rev <= upto
                 AND starts_with(m.org, area) AND m.entity = ANY (p_entities) LOOP
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM fq_data.%I t WHERE t.centre = $1 AND t.id = $2)', e.name)
                INTO here USING c, e.id;
            CONTINUE WHEN here;
            RETURN NEXT e.name || chr(9) || jsonb_build_object('id', e.id, 'left', true)::text;
        END LOOP;
    END IF;
END $$;

-- For the first sync: rows of one entity in the order of their ids, from where the last answer ended. Of what was erased
-- for good nothing goes to a desk that never had it.
CREATE OR REPLACE FUNCTION fq.sync_copy(p_entity text, p_after uuid, p_rows integer) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50000
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE c text := fq_sync.centre_of_session(); columns text;
BEGIN
    SELECT x.shown INTO columns FROM fq_sync.entity x WHERE x.name = p_entity;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT row_to_json(t)::text FROM (SELECT %s FROM fq_data.%I) t WHERE t.centre = $1 AND t.id > $2 '
                                'AND (t.deleted AND t.extra ? ''purged'') IS NOT TRUE ORDER BY t.centre, t.id LIMIT $3', columns, p_entity)
        USING c, p_after, p_rows;
END $$;

-- Fields of each entity that this server has columns for; what else a newer desk sends is in `extra`.
CREATE OR REPLACE FUNCTION fq.sync_fields() RETURNS TABLE (entity text, fields text[]) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.name, x.fields FROM fq_sync.entity x $$;

-- The same rows as sync_copy, value by value and not as JSON, for COPY in binary format. Columns: id, stamp, deleted,
-- versions, extra, then `p_fields` as the caller's column list names them (JSON as text). Through the same policies.
CREATE OR REPLACE FUNCTION fq.sync_copy_rows(p_entity text, p_after uuid, p_rows integer, p_fields text[])
RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50000
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '64MB' AS $$
DECLARE c text := fq_sync.centre_of_session(); columns text;
BEGIN
    SELECT string_agg(', t.' || quote_ident(f.name) || CASE a.atttypid WHEN 'jsonb'::regtype THEN '::text' ELSE '' END, ''
                      ORDER BY f.n) INTO columns
        FROM fq_sync.entity x, unnest(p_fields) WITH ORDINALITY f(name, n), pg_attribute a
        WHERE x.name = p_entity AND f.name = ANY (x.fields) AND a.attname = f.name
          AND a.attrelid = to_regclass(format('fq_data.%I', p_entity));
    IF columns IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT t.id, t.stamp, t.deleted, t.versions::text, t.extra::text%s FROM fq_data.%I t '
                                'WHERE t.centre = $1 AND t.id > $2 AND (t.deleted AND t.extra ? ''purged'') IS NOT TRUE '
                                'ORDER BY t.centre, t.id LIMIT $3', columns, p_entity)
        USING c, p_after, p_rows;
END $$;

-- Single rows as they stand: a desk whose change was refused goes back to them.
CREATE OR REPLACE FUNCTION fq.sync_rows(p_entity text, p_ids uuid[]) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE c text := fq_sync.centre_of_session(); columns text;
BEGIN
    SELECT x.shown INTO columns FROM fq_sync.entity x WHERE x.name = p_entity;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT row_to_json(t)::text FROM (SELECT %s FROM fq_data.%I) t WHERE t.centre = $1 AND t.id = ANY ($2)',
                                columns, p_entity) USING c, p_ids;
END $$;

-- Rows of each entity that a first sync will bring, for its progress.
CREATE OR REPLACE FUNCTION fq.sync_sizes() RETURNS TABLE (entity text, n bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); e record;
BEGIN
    FOR e IN SELECT x.name FROM fq_sync.entity x ORDER BY x.code LOOP
        RETURN QUERY EXECUTE format('SELECT %L::text, count(*) FROM fq_data.%I t WHERE t.centre = $1', e.name, e.name) USING c;
    END LOOP;
END $$;

-- The key that a desk signs its mail with, for whoever carries it.
CREATE OR REPLACE FUNCTION fq.van_key(p_desk integer) RETURNS text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.van_key FROM fq_sync.desk x
    WHERE x.centre = fq_sync.centre_of_session() AND x.desk = p_desk AND x.state = 'active' $$;

-- Attachments. Only content that a record within the area names goes either way.
CREATE OR REPLACE FUNCTION fq_sync.blob_named(c text, h text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE e record; found_it boolean;
BEGIN
    FOR e IN SELECT * FROM fq_sync.blob_field LOOP
        EXECUTE format(CASE WHEN e.inside
            THEN 'SELECT EXISTS (SELECT 1 FROM fq_data.%I t WHERE t.centre = $1 AND NOT t.deleted AND strpos(t.%I::text, $2) > 0)'
            ELSE 'SELECT EXISTS (SELECT 1 FROM fq_data.%I t WHERE t.centre = $1 AND NOT t.deleted AND t.%I = $2)' END,
            e.entity, e.field) INTO found_it USING c, h;
        IF found_it THEN RETURN true; END IF;
    END LOOP;
    RETURN false;
END $$;

-- Of these, how far the server has each: pieces there, whole or not.
CREATE OR REPLACE FUNCTION fq.blob_state(p_hashes text[]) RETURNS TABLE (hash text, size bigint, pieces integer, whole boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session();
BEGIN
    RETURN QUERY SELECT h, b.size, (SELECT count(*)::integer FROM fq_sync.blob_chunk k WHERE k.centre = c AND k.hash = h),
                        coalesce(b.whole, false)
                 FROM unnest(p_hashes) h LEFT JOIN fq_sync.blob b ON b.centre = c AND b.hash = h;
END $$;

-- Piece n, in order; the answer is how many are there now. The last one is taken only if all of it is what its name says.
CREATE OR REPLACE FUNCTION fq.blob_put(p_desk integer, p_incarnation bigint, p_hash text, p_size bigint, p_n integer, p_bytes bytea)
RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); b record; have integer; pieces integer; sum text;
BEGIN
    PERFORM fq_sync.require_desk(c, p_desk, p_incarnation);
    IF NOT fq_sync.blob_named(c, p_hash) THEN
        RAISE EXCEPTION 'no record names this content' USING ERRCODE = 'FQ020';
    END IF;
    INSERT INTO fq_sync.blob (centre, hash, size) VALUES (c, p_hash, p_size) ON CONFLICT DO NOTHING;
    SELECT * INTO b FROM fq_sync.blob x WHERE x.centre = c AND x.hash = p_hash FOR UPDATE;
    SELECT count(*) INTO have FROM fq_sync.blob_chunk k WHERE k.centre = c AND k.hash = p_hash;
    pieces := (b.size + 262143) / 262144;
    IF b.whole OR p_n <> have THEN RETURN have; END IF;
    IF p_size <> b.size OR p_n >= pieces
        OR length(p_bytes) <> least(262144, b.size - 262144 * p_n::bigint) THEN
        RAISE EXCEPTION 'a piece of another size' USING ERRCODE = 'FQ021';
    END IF;
    INSERT INTO fq_sync.blob_chunk (centre, hash, n, bytes) VALUES (c, p_hash, p_n, p_bytes);
    IF p_n < pieces - 1 THEN RETURN have + 1; END IF;
    SELECT 'sha256:' || encode(sha256(string_agg(k.bytes, ''::bytea ORDER BY k.n)), 'hex') INTO sum
        FROM fq_sync.blob_chunk k WHERE k.centre = c AND k.hash = p_hash;
    IF sum <> p_hash THEN -- somebody sent other pieces before: all of it once more
        DELETE FROM fq_sync.blob_chunk k WHERE k.centre = c AND k.hash = p_hash;
        DELETE FROM fq_sync.blob x WHERE x.centre = c AND x.hash = p_hash;
        RETURN 0;
    END IF;
    UPDATE fq_sync.blob x SET whole = true WHERE x.centre = c AND x.hash = p_hash;
    RETURN pieces;
END $$;

CREATE OR REPLACE FUNCTION fq.blob_get(p_hash text, p_n integer) RETURNS bytea LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); answer bytea;
BEGIN
    IF NOT fq_sync.blob_named(c, p_hash) THEN
        RAISE EXCEPTION 'no record names this content' USING ERRCODE = 'FQ020';
    END IF;
    SELECT k.bytes INTO answer FROM fq_sync.blob_chunk k JOIN fq_sync.blob b USING (centre, hash)
        WHERE k.centre = c AND k.hash = p_hash AND k.n = p_n AND b.whole;
    RETURN answer;
END $$;

-- Matters of this centre that were transferred go to theirs: a statement of its own after the push, because it holds the
-- counters of both. Whatever desk comes next carries on with what a broken line left.
CREATE OR REPLACE FUNCTION fq.sync_deliver() RETURNS jsonb LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN fq_sync.deliver(fq_sync.centre_of_session());
END $$;

-- What this role sees of an entity, in 256 buckets by the last byte of the id: rows and a checksum of their ids and
-- stamps. Compared when a desk is asked to.
CREATE OR REPLACE FUNCTION fq.sync_digest(p_entity text) RETURNS TABLE (bucket integer, n bigint, sum bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE c text := fq_sync.centre_of_session();
BEGIN
    PERFORM 1 FROM fq_sync.entity x WHERE x.name = p_entity;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT get_byte(uuid_send(t.id), 15), count(*), bit_xor((''x'' || substr(md5(t.id::text || '' '' '
                                '|| t.stamp), 1, 16))::bit(64)::bigint) FROM fq_data.%I t WHERE t.centre = $1 AND NOT t.deleted '
                                'GROUP BY 1', p_entity) USING c;
END $$;

-- All of a bucket, for a desk that has something else in it.
CREATE OR REPLACE FUNCTION fq.sync_bucket(p_entity text, p_bucket integer) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE c text := fq_sync.centre_of_session(); columns text;
BEGIN
    SELECT x.shown INTO columns FROM fq_sync.entity x WHERE x.name = p_entity;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format('SELECT row_to_json(t)::text FROM (SELECT %s FROM fq_data.%I) t WHERE t.centre = $1 '
                                'AND NOT t.deleted AND get_byte(uuid_send(t.id), 15) = $2', columns, p_entity)
        USING c, p_bucket;
END $$;
