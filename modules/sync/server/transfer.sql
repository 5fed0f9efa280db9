-- A matter that goes to another centre: its record and all that hangs on it are copied there with history and clocks, and
-- stay where they were as a closed record. Returned is the same again. Run by the owner of the tables, because it writes
-- in two centres at once, and called by fq.sync_deliver alone.

-- How the matter stands where it is now: one more event, and the record with what it changes. A stamp of the server's own
-- time, so that every desk that has the record takes the new one.
CREATE OR REPLACE FUNCTION fq_sync.server_step(c text, r bigint, i uuid, p_action text, p_transition text, given uuid, put jsonb)
RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE a record; b record; t record; s bigint; o fq_sync.op; e record;
BEGIN
    SELECT * INTO STRICT a FROM fq_sync.action x WHERE x.action = p_action AND x.machine = 'matter';
    SELECT * INTO STRICT b FROM fq_data.history x WHERE x.centre = c AND x.subject = i ORDER BY x.seq DESC LIMIT 1;
    SELECT * INTO STRICT t FROM fq_data.matter x WHERE x.centre = c AND x.id = i;
    SELECT * INTO STRICT e FROM fq_sync.entity x WHERE x.name = 'matter';
    s := greatest((extract(epoch FROM clock_timestamp()) * 1000)::bigint << 19, (t.stamp & ~524287::bigint) + 524288);
    INSERT INTO fq_data.history (centre, id, rev, stamp, deleted, subject_kind, subject, seq, transition, action, from_state,
                                 to_state, actor, actor_role, at, data, areas)
        VALUES (c, given, r, s, false, 'matter', i, b.seq + 1, p_transition, p_action, b.to_state, a.to_state, b.actor, 'SYS',
                (extract(epoch FROM clock_timestamp()) * 1000)::bigint, put, t.areas);
    o := ROW(0, 1, 'matter', 'set', i, s, put || jsonb_build_object('state', a.to_state), '{}'::jsonb)::fq_sync.op;
    EXECUTE e.update_sql USING c, r, ARRAY[o];
END $$;

-- Rows of one entity into the other centre. A number that is taken there gets the code of the centre that it came from.
CREATE OR REPLACE FUNCTION fq_sync.copy_rows(e fq_sync.entity, c text, target text, r bigint, ids uuid[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE plain text := ''; names text := 'centre, id, rev, stamp, versions, extra, deleted'; given text; f text; n bigint; sets text := '';
BEGIN
    given := '$1, t.id, $2, t.stamp, t.versions, t.extra, t.deleted';
    IF 'org' = ANY (e.fields) THEN -- another division: a desk that has the row of before takes this one
        f := format('greatest(%s::bigint, t.stamp + 2048)', (extract(epoch FROM clock_timestamp()) * 1000)::bigint << 19);
        given := format('$1, t.id, $2, %1$s, jsonb_build_object('''', %1$s), t.extra, t.deleted', f);
    END IF;
    FOREACH f IN ARRAY e.fields LOOP
        names := names || format(', %I', f);
        given := given || CASE
            WHEN f = 'org' THEN ', $1'
            WHEN f = 'number' THEN format(', t.number || CASE WHEN EXISTS (SELECT 1 FROM fq_data.%I y WHERE y.centre = $1 '
                'AND y.number = t.number AND y.id <> t.id) THEN ''（'' || $3 || ''）'' ELSE '''' END', e.name)
            ELSE format(', t.%I', f) END;
        IF f <> 'number' THEN sets := sets || format(', %1$I = excluded.%1$I', f); END IF; -- it keeps the one it had here
    END LOOP;
    IF e.area_depth > 0 THEN
        names := names || ', areas';
        given := given || ', fq_sync.prefixes($1)';
    END IF;
    EXECUTE format('INSERT INTO fq_data.%1$I AS x (%2$s) SELECT %3$s FROM fq_data.%1$I t WHERE t.centre = $3 AND t.id = ANY ($4) '
                   'ON CONFLICT (centre, id) DO %4$s', e.name, names, given,
                   CASE WHEN e.append_only THEN 'NOTHING'
                        ELSE 'UPDATE SET rev = excluded.rev, stamp = excluded.stamp, versions = excluded.versions, extra = '
                             'excluded.extra, deleted = excluded.deleted' || sets
                             || CASE WHEN e.name = 'person' THEN ' WHERE excluded.stamp > x.stamp' ELSE '' END END)
        USING target, r, c, ids;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- One matter, in one transaction with both counters held.
CREATE OR REPLACE FUNCTION fq_sync.deliver_one(c text, target text, i uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE e fq_sync.entity; f record; names text[] := ARRAY['matter']; ids uuid[] := ARRAY[i]; mine uuid[]; more uuid[]; at bigint[];
    here bigint; there bigint; rows bigint := 0; codes smallint[] := '{}'; n bigint;
BEGIN
    SELECT x.rev + 1 INTO STRICT here FROM fq_sync.centre_clock x WHERE x.centre = c;
    SELECT x.rev + 1 INTO STRICT there FROM fq_sync.centre_clock x WHERE x.centre = target;
    PERFORM fq_sync.server_step(c, here, i, 'transfer_delivered', 'X114', gen_random_uuid(), jsonb_build_object('transferred_to', target));
    FOR e IN SELECT * FROM fq_sync.entity x WHERE x.name NOT IN ('conflict', 'subsidy', 'subsidy_share') -- what the centre pays stays
             ORDER BY (x.name = 'person'), x.area_depth, x.code LOOP
        CONTINUE WHEN NOT e.name = ANY (names);
        SELECT array_agg(DISTINCT x.i) INTO mine FROM unnest(names, ids) x(n, i) WHERE x.n = e.name;
        n := fq_sync.copy_rows(e, c, target, there, mine);
        rows := rows + n;
        IF n > 0 THEN codes := codes || e.code; END IF;
        FOR f IN SELECT * FROM fq_sync.area_ref x WHERE e.name = ANY (x.parents) LOOP
            IF f.named THEN
                EXECUTE format('SELECT array_agg(DISTINCT t.%I) FILTER (WHERE t.%I IS NOT NULL) FROM fq_data.%I t WHERE t.centre = $1 '
                               'AND t.id = ANY ($2) AND NOT t.deleted', f.field, f.field, e.name) INTO more USING c, mine;
            ELSE
                EXECUTE f.sql INTO more, at USING c, mine, ARRAY(SELECT 0::bigint FROM unnest(mine)), ARRAY[e.name, e.machine];
            END IF;
            names := names || array_fill(f.target, ARRAY[coalesce(cardinality(more), 0)]);
            ids := ids || more;
        END LOOP;
    END LOOP;
    -- Who acted, by name: an account that nobody can sign in with.
    SELECT array_agg(DISTINCT x.actor) INTO mine FROM fq_data.history x
        WHERE x.centre = c AND x.id = ANY (SELECT y.i FROM unnest(names, ids) y(n, i) WHERE y.n = 'history');
    INSERT INTO fq_data.account (centre, id, rev, stamp, deleted, login, name, roles, state)
        SELECT target, x.id, there, x.stamp, false, x.login || '@' || c, x.name, '', 'disabled' FROM fq_data.account x
        WHERE x.centre = c AND x.id = ANY (mine) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n > 0 THEN
        rows := rows + n;
        codes := codes || (SELECT x.code FROM fq_sync.entity x WHERE x.name = 'account');
    END IF;
    PERFORM fq_sync.server_step(target, there, i, 'receive_transfer', 'X115', gen_random_uuid(), jsonb_build_object(
        'transferred_from', c, 'transferred_to', NULL, 'mediator', NULL, 'room', NULL, 'lead_unit', NULL, 'origin_org', NULL,
        'escalated_by', NULL, 'area_level', 'county', 'org', target));
    IF to_regclass('fq_data.attachment') IS NOT NULL THEN
        INSERT INTO fq_sync.blob (centre, hash, size, whole) SELECT target, x.hash, x.size, true FROM fq_sync.blob x
            WHERE x.centre = c AND x.whole AND x.hash IN (SELECT y.file FROM fq_data.attachment y WHERE y.centre = c AND y.matter = i)
            ON CONFLICT DO NOTHING;
        INSERT INTO fq_sync.blob_chunk (centre, hash, n, bytes) SELECT target, x.hash, x.n, x.bytes FROM fq_sync.blob_chunk x
            WHERE x.centre = c AND x.hash IN (SELECT y.file FROM fq_data.attachment y WHERE y.centre = c AND y.matter = i)
            ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO fq_sync.centre_rev (centre, rev, token, desk, n_rows, entities)
        SELECT v.centre, v.rev, fq_sync.new_token(), 0, v.n,
               ARRAY(SELECT DISTINCT u FROM unnest(v.codes || ARRAY(SELECT x.code FROM fq_sync.entity x
                                                                    WHERE x.name IN ('matter', 'history'))) u)
        FROM (VALUES (c, here, 2::bigint, '{}'::smallint[]), (target, there, rows + 1, codes)) v(centre, rev, n, codes);
    UPDATE fq_sync.centre_clock x SET rev = here WHERE x.centre = c;
    UPDATE fq_sync.centre_clock x SET rev = there WHERE x.centre = target;
END $$;

-- All that wait in centre c. Counters are locked in the order of their codes, so that two centres that send each other
-- something never wait for one another.
CREATE OR REPLACE FUNCTION fq_sync.deliver(c text) RETURNS jsonb LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE waits text := (SELECT x.to_state FROM fq_sync.action x WHERE x.action = 'transfer_matter'); x record; k text; out jsonb := '[]';
BEGIN
    IF waits IS NULL OR NOT EXISTS (SELECT 1 FROM fq_data.matter t
            WHERE t.centre = c AND t.transferred_to IS NOT NULL AND t.state = waits AND NOT t.deleted) THEN
        RETURN out;
    END IF;
    FOR k IN SELECT DISTINCT v FROM fq_data.matter t, LATERAL (VALUES (c), (t.transferred_to)) y(v)
             WHERE t.centre = c AND t.transferred_to IS NOT NULL AND t.state = waits ORDER BY 1 LOOP
        PERFORM 1 FROM fq_sync.centre_clock y WHERE y.centre = k FOR UPDATE;
    END LOOP;
    FOR x IN SELECT t.id, t.transferred_to AS target FROM fq_data.matter t WHERE t.centre = c AND t.transferred_to IS NOT NULL
             AND t.state = waits AND NOT t.deleted ORDER BY t.id LOOP
        IF x.target = c OR NOT EXISTS (SELECT 1 FROM fq_sync.centre_clock y WHERE y.centre = x.target) THEN
            out := out || jsonb_build_object('matter', x.id, 'target', x.target, 'answer', 'no_centre');
            CONTINUE;
        END IF;
        PERFORM fq_sync.deliver_one(c, x.target, x.id);
        out := out || jsonb_build_object('matter', x.id, 'target', x.target, 'answer', 'delivered');
    END LOOP;
    RETURN out;
END $$;
REVOKE ALL ON FUNCTION fq_sync.server_step, fq_sync.copy_rows, fq_sync.deliver_one, fq_sync.deliver FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.server_step, fq_sync.copy_rows, fq_sync.deliver_one, fq_sync.deliver TO fengqiao_app;
