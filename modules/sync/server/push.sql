-- Taking changes in. A batch is merged set-based, one statement an entity, as if nothing conflicted; every assumption is
-- checked on the way, and what does not hold (a field changed by somebody else, an event out of order, a value that does
-- not fit) raises with the number of the transaction. Only that transaction is then carried out alone, field by field, or
-- goes to quarantine; so the merge per field is paid for where a field really conflicts.
-- Functions whose own statements ask the operations and small tables only let their plans be kept: planning anew was more
-- than half of a push of one action. What goes to the tables of the county is EXECUTEd, or its function asks for custom
-- plans.
-- Own error codes: FQ001 transaction n is not plain (message: n), FQ002 refused (message: code).

CREATE OR REPLACE FUNCTION fq_sync.not_plain(n integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', n USING ERRCODE = 'FQ001'; END $$;
CREATE OR REPLACE FUNCTION fq_sync.refuse(code text, detail text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', code USING ERRCODE = 'FQ002', DETAIL = coalesce(detail, ''); END $$;

-- Stamps more than five minutes ahead of this server count as five minutes ahead (the bits of the desk are kept).
CREATE OR REPLACE FUNCTION fq_sync.latest_stamp() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT ((extract(epoch FROM statement_timestamp()) * 1000)::bigint + 300000) << 19 $$;

-- Why a transaction cannot even be read; null if it can.
CREATE OR REPLACE FUNCTION fq_sync.text_fault(t text, d integer) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE j jsonb; o jsonb;
BEGIN
    IF length(t) > 16777216 THEN RETURN 'too_large'; END IF;
    IF NOT pg_input_is_valid(t, 'jsonb') THEN RETURN 'not_json'; END IF;
    j := t::jsonb;
    IF jsonb_typeof(j) <> 'object' OR jsonb_typeof(j->'ops') IS DISTINCT FROM 'array'
        OR jsonb_array_length(j->'ops') = 0 THEN RETURN 'not_ops'; END IF;
    FOR o IN SELECT x FROM jsonb_array_elements(j->'ops') x LOOP
        IF jsonb_typeof(o) <> 'object' OR coalesce(o->>'op', '') NOT IN ('new', 'set', 'del') THEN
            RETURN 'not_op';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM fq_sync.entity x WHERE x.name = o->>'entity') THEN RETURN 'unknown_entity'; END IF;
        IF NOT pg_input_is_valid(coalesce(o->>'id', ''), 'uuid') THEN RETURN 'not_id'; END IF;
        IF NOT pg_input_is_valid(coalesce(o->>'stamp', ''), 'bigint') OR (o->>'stamp')::bigint & 2047 <> d
            OR (o->>'stamp')::bigint < 0 THEN RETURN 'forged_stamp'; END IF;
        IF o->>'op' <> 'del' AND jsonb_typeof(o->'fields') IS DISTINCT FROM 'object' THEN RETURN 'not_fields'; END IF;
        IF o->>'op' = 'set' AND jsonb_typeof(o->'base') IS DISTINCT FROM 'object' THEN RETURN 'not_base'; END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION fq_sync.ops_of(txns text[]) RETURNS fq_sync.op[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(ROW(t.n, o.k, o.entity, o.op, o.id, o.stamp, o.fields, o.base)::fq_sync.op ORDER BY t.n, o.k)
    FROM unnest(txns) WITH ORDINALITY t(body, n),
         LATERAL ROWS FROM (jsonb_to_recordset(t.body::jsonb->'ops')
             AS (op text, entity text, id uuid, stamp bigint, fields jsonb, base jsonb))
             WITH ORDINALITY o(op, entity, id, stamp, fields, base, k) $$;

-- The number that an administrator gave to the desk whose copies and restored files go on as this one.
CREATE OR REPLACE FUNCTION fq_sync.root_of(c text, d integer) RETURNS integer LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE r AS (
        SELECT x.desk, x.successor_of FROM fq_sync.desk x WHERE x.centre = c AND x.desk = d
        UNION SELECT x.desk, x.successor_of FROM r JOIN fq_sync.desk x ON x.centre = c AND x.desk = r.successor_of)
    SELECT coalesce((SELECT r.desk FROM r WHERE r.successor_of IS NULL), d) $$;

-- Of new rows that came without an event because a batch brought them (fq_sync.brought), the first that must not: its
-- batch is not there as its desk made it, holds as many rows as it says, or was made by an account that may not bring
-- rows, or not for that place; or the row is in a state that nothing begins with. Called when the rows are in.
CREATE OR REPLACE FUNCTION fq_sync.first_forged(c text, d integer, seg fq_sync.op[], OUT n integer, OUT code text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE x record; one record;
BEGIN
    FOR x IN SELECT y.* FROM fq_sync.brought y
             WHERE EXISTS (SELECT 1 FROM unnest(seg) o WHERE o.e = y.entity AND o.kind = 'new' AND o.f ? y.field) LOOP
        EXECUTE format($q$
            WITH o AS (SELECT o.n, o.f->>'state' AS state, o.f->>'org' AS org, (o.f->>%2$L)::uuid AS batch
                       FROM unnest($2) o WHERE o.e = %1$L AND o.kind = 'new' AND o.f ? %2$L),
            g AS MATERIALIZED (
                SELECT t.id, t.org, t.added, y.area, string_to_array(y.roles, ' ') AS roles,
                       fq_sync.root_of($1, (t.stamp & 2047)::integer) AS root,
                       (SELECT count(*) FROM fq_data.%1$I r WHERE r.centre = $1 AND r.%2$I = t.id) AS n
                FROM fq_data.%3$I t LEFT JOIN fq_data.account y ON y.centre = $1 AND y.id = t.account
                WHERE t.centre = $1 AND t.id IN (SELECT o.batch FROM o) AND NOT t.deleted AND t.versions IS NULL)
            SELECT * FROM (SELECT o.n, CASE
                WHEN g.id IS NULL OR g.root <> $3 THEN 'unknown_batch'
                WHEN NOT coalesce(g.n <= g.added, false) THEN 'full_batch'
                WHEN NOT coalesce(g.roles && $4, false) THEN 'actor_role'
                WHEN NOT coalesce(starts_with(o.org, g.org) AND starts_with(o.org, g.area), false) THEN 'outside_area'
                WHEN NOT coalesce(o.state = ANY ($5), false) THEN 'state_without_event' END AS code
                FROM o LEFT JOIN g ON g.id = o.batch) f
            WHERE f.code IS NOT NULL ORDER BY f.n LIMIT 1$q$, x.entity, x.field, x.batch)
            INTO one USING c, seg, fq_sync.root_of(c, d), x.who, x.states;
        IF one.n < n OR n IS NULL THEN n := one.n; code := one.code; END IF;
    END LOOP;
END $$;

-- The first transaction whose events do not follow legally from what is known: state before, number, action, role, actor.
CREATE OR REPLACE FUNCTION fq_sync.first_odd_event(c text, seg fq_sync.op[]) RETURNS integer LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE bad integer; machines text[];
BEGIN
    SELECT array_agg(x.name) INTO machines FROM fq_sync.entity x WHERE x.machine IS NOT NULL;
    WITH h AS (
        SELECT o.n, o.k, (o.f->>'subject')::uuid AS s, o.f->>'subject_kind' AS m, o.f->>'from_state' AS fs,
               o.f->>'to_state' AS ts, o.f->>'action' AS a, o.f->>'actor_role' AS r, (o.f->>'actor')::uuid AS u,
               (o.f->>'seq')::bigint AS q
        FROM unnest(seg) o WHERE o.e = 'history'),
    l AS (SELECT h.*, lag(h.ts) OVER w AS pt, lag(h.q) OVER w AS pq FROM h WINDOW w AS (PARTITION BY h.s ORDER BY h.n, h.k))
    SELECT min(l.n) INTO bad
    FROM l
    LEFT JOIN LATERAL (SELECT x.to_state, x.seq FROM fq_data.history x WHERE x.centre = c AND x.subject = l.s
                       ORDER BY x.seq DESC LIMIT 1) b ON l.pq IS NULL
    LEFT JOIN fq_sync.action a ON a.action = l.a AND a.machine = l.m
    LEFT JOIN fq_data.account y ON y.centre = c AND y.id = l.u
    WHERE l.fs IS DISTINCT FROM coalesce(l.pt, b.to_state) OR l.q IS DISTINCT FROM coalesce(l.pq, b.seq, 0) + 1
       OR a.action IS NULL OR y.id IS NULL
       OR NOT CASE WHEN l.fs IS NULL THEN a.makes ELSE l.fs = ANY (a.from_states) AND NOT a.makes END
       OR l.ts IS DISTINCT FROM coalesce(a.to_state, l.fs)
       OR NOT coalesce(l.r = ANY (a.who) AND (l.r = 'SYS' OR l.r = ANY (string_to_array(y.roles, ' '))), false);
    IF bad IS NOT NULL THEN RETURN bad; END IF;
    -- A state changes by events and by nothing else: what a transaction writes is what its last event says. What a batch
    -- brought begins without (looked at in first_forged).
    SELECT min(coalesce(s.n, h.n)) INTO bad FROM
        (SELECT DISTINCT ON (o.n, o.id) o.n, o.id, o.f->>'state' AS v FROM unnest(seg) o
         WHERE o.e = ANY (machines) AND o.f ? 'state' AND NOT (o.kind = 'new' AND EXISTS (
             SELECT 1 FROM fq_sync.brought x WHERE x.entity = o.e AND o.f ? x.field)) ORDER BY o.n, o.id, o.k DESC) s
        FULL JOIN
        (SELECT DISTINCT ON (o.n, o.f->>'subject') o.n, (o.f->>'subject')::uuid AS id, o.f->>'to_state' AS v,
                first_value(o.f->>'from_state') OVER (PARTITION BY o.n, o.f->>'subject' ORDER BY o.k) AS was
         FROM unnest(seg) o WHERE o.e = 'history' ORDER BY o.n, o.f->>'subject', o.k DESC) h
        ON h.n = s.n AND h.id = s.id
    WHERE s.v IS DISTINCT FROM h.v AND NOT (s.id IS NULL AND h.was IS NOT DISTINCT FROM h.v);
    RETURN bad;
END $$;

-- Transactions lo..hi as if nothing conflicted. Transaction n becomes rev head + n - lo + 1.
CREATE OR REPLACE FUNCTION fq_sync.merge_plain(c text, d integer, head bigint, lo integer, hi integer, ops fq_sync.op[])
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE seg fq_sync.op[] := ops; away bigint := head - lo + 1; bad integer; e record; x record; limit_stamp bigint;
BEGIN
    IF ops[1].n <> lo OR ops[array_length(ops, 1)].n <> hi THEN
        SELECT array_agg(o ORDER BY o.n, o.k) INTO seg FROM unnest(ops) o WHERE o.n BETWEEN lo AND hi;
    END IF;
    limit_stamp := fq_sync.latest_stamp();
    -- A record that changes hands may go out of sight on the way: alone.
    SELECT min(o.n) INTO bad FROM unnest(seg) o WHERE o.stamp > limit_stamp OR (o.e = 'conflict' AND o.kind <> 'set')
        OR (o.kind = 'set' AND o.f ? 'org') OR EXISTS (SELECT 1 FROM fq_sync.purged z WHERE z.centre = c AND z.id = o.id);
    IF bad IS NOT NULL THEN PERFORM fq_sync.not_plain(bad); END IF;
    -- Events before records: a machine's record is checked against them.
    IF EXISTS (SELECT 1 FROM fq_sync.entity y WHERE y.name = 'history') THEN
        bad := fq_sync.first_odd_event(c, seg);
        IF bad IS NOT NULL THEN PERFORM fq_sync.not_plain(bad); END IF;
    END IF;
    FOR e IN SELECT y.*, g.news, g.sets, g.dels, g.first_other FROM fq_sync.entity y
             JOIN (SELECT o.e, count(*) FILTER (WHERE o.kind = 'new') AS news,
                          count(*) FILTER (WHERE o.kind = 'set') AS sets,
                          count(*) FILTER (WHERE o.kind = 'del') AS dels,
                          min(o.n) FILTER (WHERE o.kind <> 'new') AS first_other
                   FROM unnest(seg) o GROUP BY o.e) g ON g.e = y.name
             ORDER BY y.area_depth, y.code LOOP -- what a row hangs on before the row
        IF e.append_only AND e.first_other IS NOT NULL THEN PERFORM fq_sync.not_plain(e.first_other); END IF;
        IF e.news > 0 THEN EXECUTE e.insert_sql USING c, away, seg; END IF;
        IF e.sets > 0 THEN
            EXECUTE e.check_sql INTO bad USING c, seg;
            IF bad IS NOT NULL THEN PERFORM fq_sync.not_plain(bad); END IF;
            EXECUTE e.update_sql USING c, away, seg;
        END IF;
        IF e.dels > 0 THEN
            FOR x IN SELECT o.* FROM unnest(seg) o WHERE o.e = e.name AND o.kind = 'del' ORDER BY o.n, o.k LOOP
                EXECUTE format('WITH u AS (UPDATE fq_data.%I SET deleted = true, stamp = $3, rev = $4 WHERE centre = $1 '
                               'AND id = $2 AND stamp = $5 AND NOT deleted RETURNING 1) SELECT NULLIF(1, count(*)) FROM u', e.name)
                    INTO bad USING c, x.id, x.stamp, away + x.n, (x.b #>> '{}')::bigint;
                IF bad IS NOT NULL THEN PERFORM fq_sync.not_plain(x.n); END IF;
            END LOOP;
        END IF;
    END LOOP;
    SELECT z.n INTO bad FROM fq_sync.first_forged(c, d, seg) z;
    IF bad IS NOT NULL THEN PERFORM fq_sync.not_plain(bad); END IF;
    INSERT INTO fq_sync.centre_rev (centre, rev, token, desk, n_rows, entities)
        SELECT c, away + o.n, fq_sync.new_token(), d, count(*), array_agg(DISTINCT o.code)
        FROM (SELECT DISTINCT o.n, o.id, y.code FROM unnest(seg) o JOIN fq_sync.entity y ON y.name = o.e) o GROUP BY o.n;
    FOR x IN SELECT s.at, count(*) AS n, array_agg(DISTINCT s.code) AS codes FROM fq_sync.settle_areas(c, away, seg, NULL) s
             GROUP BY s.at LOOP
        UPDATE fq_sync.centre_rev y SET n_rows = y.n_rows + x.n, entities = y.entities || x.codes
            WHERE y.centre = c AND y.rev = x.at;
    END LOOP;
END $$;

-- Both values of a field that two desks changed at the same time, for the inbox. `org` lets the area see it.
CREATE OR REPLACE FUNCTION fq_sync.journal(c text, r bigint, d integer, cur jsonb, e text, i uuid, fld text, base bigint,
    kept jsonb, kept_stamp bigint, other jsonb, other_stamp bigint, is_sealed boolean)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO fq_data.conflict (centre, id, rev, stamp, deleted, record_kind, record, field, base_stamp, kept,
                                  kept_stamp, other, other_stamp, state, sealed, org, at)
    VALUES (c, gen_random_uuid(), r, greatest(kept_stamp, other_stamp), false, e, i, fld, base,
            jsonb_build_object('value', kept), kept_stamp, jsonb_build_object('value', other), other_stamp, 'open',
            is_sealed, cur->>'org', (extract(epoch FROM clock_timestamp()) * 1000)::bigint);
END $$;

-- An event alone: legal from the state that the record really has. Gives the fields as they are to be kept, null if this
-- event is there already.
CREATE OR REPLACE FUNCTION fq_sync.event_alone(c text, o fq_sync.op) RETURNS jsonb LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE b record; a record; y text; s uuid := (o.f->>'subject')::uuid; fs text := o.f->>'from_state'; r text := o.f->>'actor_role';
BEGIN
    PERFORM 1 FROM fq_data.history x WHERE x.centre = c AND x.id = o.id;
    IF FOUND THEN RETURN NULL; END IF;
    SELECT * INTO a FROM fq_sync.action x WHERE x.action = o.f->>'action' AND x.machine = o.f->>'subject_kind';
    IF NOT FOUND THEN PERFORM fq_sync.refuse('unknown_action', o.f->>'action'); END IF;
    SELECT x.roles INTO y FROM fq_data.account x WHERE x.centre = c AND x.id = (o.f->>'actor')::uuid;
    IF NOT FOUND THEN PERFORM fq_sync.refuse('unknown_actor', o.f->>'actor'); END IF;
    IF NOT coalesce(r = ANY (a.who) AND (r = 'SYS' OR r = ANY (string_to_array(y, ' '))), false) THEN
        PERFORM fq_sync.refuse('actor_role', r);
    END IF;
    SELECT x.to_state, x.seq INTO b FROM fq_data.history x WHERE x.centre = c AND x.subject = s ORDER BY x.seq DESC LIMIT 1;
    IF b.seq IS NULL AND a.makes AND a.brings THEN
        -- The history of what a batch brought begins when something is done with it: by whom it came, and as what.
        EXECUTE (SELECT format('SELECT t.state FROM fq_data.%I t JOIN fq_data.%I g ON g.centre = t.centre AND g.id = t.%I '
                               'WHERE t.centre = $1 AND t.id = $2 AND g.account = $3', x.entity, x.batch, x.field)
                 FROM fq_sync.brought x WHERE x.action = a.action) INTO fs USING c, s, (o.f->>'actor')::uuid;
        IF o.f->>'from_state' IS NOT NULL OR fs IS NULL OR o.f->>'to_state' IS DISTINCT FROM fs THEN
            PERFORM fq_sync.refuse('transition_forbidden', fs);
        END IF;
        RETURN jsonb_set(o.f, '{seq}', '1');
    END IF;
    IF b.seq IS NULL THEN
        IF NOT a.makes OR fs IS NOT NULL OR o.f->>'to_state' IS DISTINCT FROM a.to_state THEN
            PERFORM fq_sync.refuse('transition_forbidden', fs);
        END IF;
        RETURN jsonb_set(o.f, '{seq}', '1');
    END IF;
    -- An action that leaves the state is as good from another state that allows it; one that moves it is not.
    IF a.makes OR NOT b.to_state = ANY (a.from_states) OR (a.to_state IS NOT NULL AND b.to_state IS DISTINCT FROM fs) THEN
        PERFORM fq_sync.refuse('transition_conflict', b.to_state);
    END IF;
    IF o.f->>'to_state' IS DISTINCT FROM coalesce(a.to_state, fs) THEN
        PERFORM fq_sync.refuse('transition_forbidden', o.f->>'to_state');
    END IF;
    RETURN o.f || jsonb_build_object('seq', b.seq + 1, 'from_state', b.to_state, 'to_state', coalesce(a.to_state, b.to_state));
END $$;

-- Fields of one operation against the row as it is: what may go in, with its stamp; the rest to the journal.
CREATE OR REPLACE FUNCTION fq_sync.fields_alone(c text, d integer, r bigint, o fq_sync.op, cur jsonb, skip text[], retry boolean)
RETURNS jsonb LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE took jsonb := '{}'; key text; val jsonb; cv bigint; base bigint; old jsonb; is_sealed boolean;
BEGIN
    FOR key, val IN SELECT * FROM jsonb_each(o.f) LOOP
        CONTINUE WHEN key = ANY (skip);
        cv := coalesce((cur->'versions'->>key)::bigint, (cur->'versions'->>'')::bigint, (cur->>'stamp')::bigint);
        base := coalesce((o.b->>key)::bigint, -1);
        old := coalesce(cur->key, 'null');
        -- This very change, sent again under another number. With another value it is none: a file and its copy, both with
        -- a clock that is behind, give the same stamps (bytes are not written alike here and there).
        CONTINUE WHEN cv & ~2047::bigint = o.stamp & ~2047::bigint AND (old = val OR starts_with(old #>> '{}', '\x'));
        -- The same value twice is the later one's: with the earlier stamp, what its desk wrote next would pass for an
        -- edit that had seen the later.
        CONTINUE WHEN base <> cv AND old = val AND o.stamp < cv;
        IF base = cv OR old = val OR (cv & 2047 = d AND o.stamp > cv AND NOT retry) THEN
            took := took || jsonb_build_object(key, val);
            CONTINUE;
        END IF;
        SELECT EXISTS (SELECT 1 FROM fq_sync.sealed_field x WHERE x.entity = o.e AND x.field = key) INTO is_sealed;
        IF o.stamp > cv AND NOT is_sealed THEN
            took := took || jsonb_build_object(key, val);
            PERFORM fq_sync.journal(c, r, d, cur, o.e, o.id, key, base, val, o.stamp, old, cv, false);
        ELSE
            PERFORM fq_sync.journal(c, r, d, cur, o.e, o.id, key, base, old, cv, val, o.stamp, is_sealed);
        END IF;
    END LOOP;
    RETURN took;
END $$;

-- One transaction alone, operation by operation; all of it or nothing.
CREATE OR REPLACE FUNCTION fq_sync.merge_alone(c text, d integer, r bigint, n integer, ops fq_sync.op[], retry boolean)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE o fq_sync.op; e fq_sync.entity; cur jsonb; f jsonb; limit_stamp bigint := fq_sync.latest_stamp();
    states jsonb := '{}'; events jsonb := '{}'; key text; val jsonb; codes smallint[] := '{}'; ids uuid[] := '{}'; before bigint; again boolean; newest bigint;
    moves jsonb := '[]'; parts smallint[] := '{}'; brought fq_sync.op[] := '{}';
BEGIN
    IF to_regclass('fq_data.conflict') IS NOT NULL THEN
        SELECT count(*) INTO before FROM fq_data.conflict x WHERE x.centre = c AND x.rev = r;
    END IF;
    FOR o IN SELECT * FROM unnest(ops) x WHERE x.n = merge_alone.n ORDER BY x.k LOOP
        SELECT * INTO STRICT e FROM fq_sync.entity x WHERE x.name = o.e;
        codes := codes || e.code;
        ids := ids || o.id;
        IF EXISTS (SELECT 1 FROM fq_sync.purged z WHERE z.centre = c AND z.id = o.id) THEN
            -- Erased for good: nothing of this comes in any more, and the desk hears it once more.
            EXECUTE format('UPDATE fq_data.%I SET rev = $3 WHERE centre = $1 AND id = $2', e.name) USING c, o.id, r;
            CONTINUE;
        END IF;
        EXECUTE format('SELECT to_jsonb(t) FROM fq_data.%I t WHERE t.centre = $1 AND t.id = $2', e.name)
            INTO cur USING c, o.id;
        again := false;
        IF o.stamp > limit_stamp THEN
            -- Changes of a clock that runs ahead stay as many as they were, one after the other.
            SELECT max(x.v::bigint) INTO newest FROM (SELECT cur->>'stamp' UNION ALL SELECT y.value FROM jsonb_each_text(
                CASE WHEN jsonb_typeof(cur->'versions') = 'object' THEN cur->'versions' ELSE '{}' END) y) x(v);
            o.stamp := greatest(limit_stamp | (o.stamp & 524287), CASE WHEN newest & 2047 = d THEN newest + 2048 END);
        END IF;
        IF o.kind <> 'new' AND cur IS NULL THEN PERFORM fq_sync.refuse('unknown_row', e.name); END IF;
        IF e.append_only AND o.kind <> 'new' THEN PERFORM fq_sync.refuse('append_only', e.name); END IF;
        IF e.name = 'conflict' AND (o.kind <> 'set' OR o.f - '{state,decided_by,decided_at}'::text[] <> '{}') THEN
            PERFORM fq_sync.refuse('conflict_is_of_the_server', o.kind);
        END IF;
        IF o.kind = 'del' THEN
            IF (cur->>'deleted')::boolean THEN CONTINUE; END IF;
            IF (cur->>'stamp')::bigint <> coalesce((o.b #>> '{}')::bigint, -1) THEN
                -- Somebody changed what this desk removed without having seen it: the change stays, the wish is kept.
                PERFORM fq_sync.journal(c, r, d, cur, o.e, o.id, 'deleted', (o.b #>> '{}')::bigint, 'false',
                                        (cur->>'stamp')::bigint, 'true', o.stamp, false);
                CONTINUE;
            END IF;
            EXECUTE format('UPDATE fq_data.%I SET deleted = true, stamp = $3, rev = $4 WHERE centre = $1 AND id = $2', e.name)
                USING c, o.id, o.stamp, r;
            CONTINUE;
        END IF;
        IF e.name = 'history' THEN
            f := fq_sync.event_alone(c, o);
            IF f IS NULL THEN
                events := events || jsonb_build_object(o.f->>'subject', jsonb_build_object('known', true));
                CONTINUE;
            END IF;
            IF f <> o.f THEN
                o.f := f;
                EXECUTE e.insert_sql USING c, r - n, ARRAY[o];
                -- Not as the desk wrote it: the version of its own tells the desk to take this one.
                UPDATE fq_data.history x SET versions = jsonb_build_object('', o.stamp) WHERE x.centre = c AND x.id = o.id;
            ELSE
                EXECUTE e.insert_sql USING c, r - n, ARRAY[o];
            END IF;
            events := events || jsonb_build_object(f->>'subject', jsonb_build_object('to', f->'to_state', 'kind', f->'subject_kind',
                'moves', ((f->'from_state') IS DISTINCT FROM (f->'to_state') AND NOT EXISTS (SELECT 1 FROM fq_sync.action x
                    WHERE x.action = f->>'action' AND x.brings)) OR (events->(f->>'subject')->>'moves')::boolean));
            CONTINUE;
        END IF;
        IF o.kind = 'new' AND EXISTS (SELECT 1 FROM fq_sync.brought x WHERE x.entity = e.name AND o.f ? x.field
                                      AND (cur IS NULL OR cur->>x.field = o.f->>x.field)) THEN
            IF cur IS NULL THEN brought := array_append(brought, o); END IF;
        ELSIF e.machine IS NOT NULL AND o.f ? 'state' THEN
            states := states || jsonb_build_object(o.id::text, jsonb_build_object('entity', e.name, 'value', o.f->'state', 'stamp', o.stamp));
        END IF;
        IF cur IS NULL THEN
            EXECUTE e.insert_sql USING c, r - n, ARRAY[o];
            CONTINUE;
        END IF;
        IF o.kind = 'new' THEN
            CONTINUE WHEN e.append_only;
            before := coalesce((cur->'versions'->>'')::bigint, (cur->>'stamp')::bigint);
            CONTINUE WHEN before & ~2047::bigint = o.stamp & ~2047::bigint; -- the same making, sent again
            o.b := '{}';
            -- The same desk's under a number given since, or with a stamp that was moved: what was edited after the making
            -- stays as it was edited.
            IF fq_sync.root_of(c, (before & 2047)::integer) = fq_sync.root_of(c, d) THEN
                SELECT coalesce(jsonb_object_agg(x.key, x.value), '{}') INTO o.f FROM jsonb_each(o.f) x
                    WHERE NOT coalesce(cur->'versions' ? x.key, false) AND cur->x.key IS DISTINCT FROM x.value;
            END IF;
        ELSIF (cur->>'deleted')::boolean THEN
            PERFORM fq_sync.refuse('deleted_row', e.name);
        END IF;
        f := fq_sync.fields_alone(c, d, r, o, cur, CASE WHEN e.machine IS NOT NULL THEN '{state}' ELSE '{}' END::text[], retry);
        IF f ? 'org' AND 'org' = ANY (e.fields) AND f->'org' IS DISTINCT FROM cur->'org' THEN
            moves := moves || jsonb_build_object('e', e.name, 'id', o.id, 'org', f->'org', 'stamp', o.stamp);
            f := f - 'org';
        END IF;
        -- Checked here, so that the statement for plain changes writes it: it asks for no base.
        IF f <> '{}' THEN
            o.kind := 'set';
            o.f := f;
            EXECUTE e.update_sql USING c, r - n, ARRAY[o];
        ELSE -- nothing goes in, but the desk must hear how the row stands
            EXECUTE format('UPDATE fq_data.%I SET rev = $3 WHERE centre = $1 AND id = $2', e.name) USING c, o.id, r;
        END IF;
    END LOOP;
    FOR key, val IN SELECT * FROM jsonb_each(states) LOOP
        CONTINUE WHEN (events->key->>'known')::boolean;
        IF events->key->'to' IS DISTINCT FROM val->'value' THEN
            PERFORM fq_sync.refuse('state_without_event', val->>'entity');
        END IF;
        o.n := n; o.k := 1; o.e := val->>'entity'; o.kind := 'set'; o.id := key::uuid; o.stamp := (val->>'stamp')::bigint;
        o.f := jsonb_build_object('state', val->'value');
        EXECUTE (SELECT x.update_sql FROM fq_sync.entity x WHERE x.name = o.e) USING c, r - n, ARRAY[o];
    END LOOP;
    FOR key, val IN SELECT * FROM jsonb_each(events) LOOP
        IF (val->>'moves')::boolean AND NOT states ? key THEN
            PERFORM fq_sync.refuse('event_without_state', val->>'kind');
        END IF;
    END LOOP;
    IF cardinality(brought) > 0 THEN
        SELECT x.code INTO key FROM fq_sync.first_forged(c, d, brought) x;
        IF key IS NOT NULL THEN PERFORM fq_sync.refuse(key, brought[1].e); END IF;
    END IF;
    parts := ARRAY(SELECT s.code FROM fq_sync.settle_areas(c, r - n, ARRAY(SELECT x FROM unnest(ops) x WHERE x.n = merge_alone.n), r) s);
    IF to_regclass('fq_data.conflict') IS NOT NULL THEN
        SELECT count(*), CASE WHEN count(*) > 0 THEN codes || (SELECT x.code FROM fq_sync.entity x WHERE x.name = 'conflict') ELSE codes END
            INTO before, codes FROM fq_data.conflict x WHERE x.centre = c AND x.rev = r AND x.state = 'open';
    END IF;
    -- Last: what is handed over may be out of sight from here on, and its conflicts with it.
    FOR val IN SELECT * FROM jsonb_array_elements(moves) LOOP
        parts := parts || fq_sync.hand_over(c, r, val->>'e', (val->>'id')::uuid, val->>'org', (val->>'stamp')::bigint);
    END LOOP;
    IF moves <> '[]' THEN
        parts := parts || ARRAY(SELECT s.code FROM fq_sync.settle_areas(c, r - n, '{}', r) s);
    END IF;
    codes := codes || parts;
    INSERT INTO fq_sync.centre_rev (centre, rev, token, desk, n_rows, entities)
        SELECT c, r, fq_sync.new_token(), d,
               coalesce(before, 0) + cardinality(parts) + (SELECT count(DISTINCT u) FROM unnest(ids) u), (SELECT array_agg(DISTINCT u) FROM unnest(codes) u);
    RETURN coalesce(before, 0);
END $$;

-- Transactions lo..hi, plain where possible, else divided at the one that is not. Faults of the server itself (no space,
-- cancelled, lost lock) are nobody's data: they end the batch, to be sent again.
DROP FUNCTION IF EXISTS fq_sync.merge_range(text, integer, integer, integer, fq_sync.op[], boolean, bigint, jsonb, integer);
CREATE OR REPLACE FUNCTION fq_sync.merge_range(c text, d integer, lo integer, hi integer, ops fq_sync.op[], retry integer[],
    INOUT head bigint, INOUT refused jsonb, INOUT conflicts integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE cut integer; msg text; det text; code text; found_conflicts integer;
BEGIN
    IF lo > hi THEN RETURN; END IF;
    BEGIN
        PERFORM fq_sync.merge_plain(c, d, head, lo, hi, ops);
        head := head + hi - lo + 1;
        RETURN;
    EXCEPTION WHEN OTHERS THEN
        IF left(SQLSTATE, 2) IN ('08', '40', '53', '55', '57', '58', 'XX') THEN RAISE; END IF;
        cut := CASE WHEN SQLSTATE = 'FQ001' THEN SQLERRM::integer ELSE (lo + hi) / 2 END;
        code := SQLSTATE;
    END;
    IF lo < hi THEN
        IF code = 'FQ001' THEN
            SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, d, lo, cut - 1, ops, retry, head, refused, conflicts);
            SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, d, cut, cut, ops, retry, head, refused, conflicts);
        ELSE
            SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, d, lo, cut, ops, retry, head, refused, conflicts);
        END IF;
        SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, d, cut + 1, hi, ops, retry, head, refused, conflicts);
        RETURN;
    END IF;
    BEGIN
        found_conflicts := fq_sync.merge_alone(c, d, head + 1, lo, ops, lo = ANY (retry));
        head := head + 1;
        conflicts := conflicts + found_conflicts;
    EXCEPTION WHEN OTHERS THEN
        IF left(SQLSTATE, 2) IN ('08', '40', '53', '55', '57', '58', 'XX') THEN RAISE; END IF;
        GET STACKED DIAGNOSTICS msg = MESSAGE_TEXT, det = PG_EXCEPTION_DETAIL;
        code := CASE WHEN SQLSTATE = 'FQ002' THEN msg WHEN SQLSTATE = '23505' THEN 'not_unique'
                     WHEN SQLSTATE = '42501' THEN 'outside_area' WHEN left(SQLSTATE, 2) = '22' THEN 'bad_value'
                     ELSE 'sql_' || SQLSTATE END;
        -- The words of a failed statement may quote values: only what we said ourselves goes into the answer.
        refused := refused || jsonb_build_object('n', lo, 'code', code, 'detail', CASE WHEN SQLSTATE = 'FQ002' THEN det ELSE '' END);
    END;
END $$;

CREATE OR REPLACE FUNCTION fq.sync_push(p_desk integer, p_incarnation bigint, p_seq bigint, p_chain bytea, p_txns text[],
                                        p_retry boolean DEFAULT false)
RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE c text := fq_sync.centre_of_session(); head bigint; was bigint; st record; last_seq bigint := 0;
    chain bytea := decode(repeat('00', 32), 'hex'); count integer := coalesce(array_length(p_txns, 1), 0); t text;
    ops fq_sync.op[]; refused jsonb := '[]'; conflicts integer := 0; res jsonb; i integer; fault text; from_n integer := 1; faults text[];
    retry integer[];
BEGIN
    PERFORM fq_sync.require_desk(c, p_desk, p_incarnation);
    IF count = 0 OR count > 5000 THEN RAISE EXCEPTION 'a batch has 1 to 5000 transactions' USING ERRCODE = 'FQ015'; END IF;
    SELECT x.rev INTO STRICT head FROM fq_sync.centre_clock x WHERE x.centre = c FOR UPDATE;
    was := head;
    SELECT * INTO st FROM fq_sync.desk_state x WHERE x.centre = c AND x.desk = p_desk AND x.incarnation = p_incarnation;
    IF FOUND THEN last_seq := st.last_seq; chain := st.chain; END IF;
    IF p_seq <> last_seq + 1 THEN
        RETURN jsonb_build_object('answer', 'gap', 'seq', last_seq, 'chain', encode(chain, 'hex'), 'res', st.last_result);
    END IF;
    IF p_chain <> chain THEN
        RETURN jsonb_build_object('answer', 'fork', 'seq', last_seq, 'chain', encode(chain, 'hex'));
    END IF;
    FOREACH t IN ARRAY p_txns LOOP chain := sha256(chain || convert_to(t, 'UTF8')); END LOOP;
    BEGIN
        ops := fq_sync.ops_of(p_txns);
        SELECT min(o.n) INTO i FROM unnest(ops) o LEFT JOIN fq_sync.entity x ON x.name = o.e
            WHERE x.name IS NULL OR o.id IS NULL OR o.stamp IS NULL OR o.stamp < 0 OR o.stamp & 2047 <> p_desk
               OR coalesce(o.kind, '') NOT IN ('new', 'set', 'del')
               OR (o.kind <> 'del' AND jsonb_typeof(o.f) IS DISTINCT FROM 'object')
               OR (o.kind = 'set' AND jsonb_typeof(o.b) IS DISTINCT FROM 'object');
        IF i IS NOT NULL OR (SELECT count(DISTINCT o.n) FROM unnest(ops) o) <> count THEN RAISE EXCEPTION 'odd' USING ERRCODE = 'FQ001'; END IF;
    EXCEPTION WHEN OTHERS THEN
        IF left(SQLSTATE, 2) IN ('08', '40', '53', '55', '57', '58', 'XX') THEN RAISE; END IF;
        SELECT array_agg(fq_sync.text_fault(x.body, p_desk) ORDER BY x.n) INTO faults FROM unnest(p_txns) WITH ORDINALITY x(body, n);
        -- What cannot be read is left out of the operations; the numbers of the others stay.
        ops := fq_sync.ops_of(ARRAY(SELECT CASE WHEN faults[x.n] IS NULL THEN x.body ELSE '{"ops":[]}' END
                                    FROM unnest(p_txns) WITH ORDINALITY x(body, n) ORDER BY x.n));
    END;
    -- Entered once more by a person after a refusal: then an own later change is not one that had seen it.
    SELECT coalesce(array_agg(x.n), '{}') INTO retry FROM unnest(p_txns) WITH ORDINALITY x(body, n)
        WHERE p_retry OR starts_with(x.body, '{"retry":true,');
    FOR i IN 1 .. coalesce(array_length(faults, 1), 0) LOOP
        CONTINUE WHEN faults[i] IS NULL;
        SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, p_desk, from_n, i - 1, ops, retry, head, refused, conflicts);
        refused := refused || jsonb_build_object('n', i, 'code', faults[i], 'detail', '');
        from_n := i + 1;
    END LOOP;
    SELECT * INTO head, refused, conflicts FROM fq_sync.merge_range(c, p_desk, from_n, count, ops, retry, head, refused, conflicts);
    IF refused <> '[]' THEN
        INSERT INTO fq_sync.quarantine (centre, desk, incarnation, seq, code, detail, body)
            SELECT c, p_desk, p_incarnation, p_seq + (q->>'n')::integer - 1, q->>'code', q->>'detail',
                   -- What was erased does not come back this way either.
                   CASE WHEN EXISTS (SELECT 1 FROM fq_sync.purged z WHERE z.centre = c
                                     AND strpos(p_txns[(q->>'n')::integer], z.id::text) > 0)
                        THEN '' ELSE p_txns[(q->>'n')::integer] END
            FROM jsonb_array_elements(refused) q;
        SELECT jsonb_agg(jsonb_build_object('seq', p_seq + (q->>'n')::integer - 1, 'code', q->'code', 'detail', q->'detail'))
            INTO refused FROM jsonb_array_elements(refused) q;
    END IF;
    UPDATE fq_sync.centre_clock x SET rev = head WHERE x.centre = c;
    res := jsonb_build_object('answer', 'ok', 'first', p_seq, 'seq', p_seq + count - 1, 'chain', encode(chain, 'hex'), 'rev', head,
                              'from_rev', was, 'refused', refused, 'conflicts', conflicts);
    INSERT INTO fq_sync.desk_state AS x (centre, desk, incarnation, last_seq, chain, last_result)
        VALUES (c, p_desk, p_incarnation, p_seq + count - 1, chain, res)
        ON CONFLICT (centre, desk, incarnation) DO UPDATE SET last_seq = excluded.last_seq, chain = excluded.chain,
            last_result = excluded.last_result, at = clock_timestamp();
    RETURN res;
END $$;
