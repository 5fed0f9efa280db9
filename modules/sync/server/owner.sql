-- What the owner of the tables alone can do, past the fence of areas, because a record that is handed over goes out of
-- sight of whoever hands it: called from within a push, and by nobody else.

-- To an area above, or to one below, with all that belongs to it (papers, sessions, whistles): the right to act goes with
-- it, history and clocks stay with the record. The codes of the entities whose rows changed besides, one a row.
CREATE OR REPLACE FUNCTION fq_sync.hand_over(c text, r bigint, e text, i uuid, p_org text, s bigint) RETURNS smallint[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE area text := substr(session_user::text, 3); was text; part record; codes smallint[] := '{}'; n integer;
BEGIN
    EXECUTE format('SELECT t.org FROM fq_data.%I t WHERE t.centre = $1 AND t.id = $2', e) INTO was USING c, i;
    IF was = p_org THEN RETURN codes; END IF; -- it went along with its record
    IF c <> left(area, 6) OR p_org IS NULL OR p_org !~ '^[0-9]{6,12}$' OR NOT starts_with(p_org, c)
        OR NOT (starts_with(p_org, area) OR starts_with(area, p_org)) OR NOT coalesce(starts_with(was, area), true) THEN
        RAISE EXCEPTION 'outside_area' USING ERRCODE = 'FQ002', DETAIL = coalesce(p_org, '');
    END IF;
    EXECUTE format('UPDATE fq_data.%I t SET org = $3, rev = $4, stamp = greatest(t.stamp, $5), versions = '
                   'coalesce(t.versions, jsonb_build_object(%L, t.stamp)) || jsonb_build_object(%L, $5) '
                   'WHERE t.centre = $1 AND t.id = $2', e, '', 'org') USING c, i, p_org, r, s;
    IF was IS NOT NULL THEN
        INSERT INTO fq_sync.moved VALUES (c, r, e, i, was) ON CONFLICT DO NOTHING;
    END IF;
    FOR part IN SELECT x.name, x.code FROM fq_sync.entity x
                WHERE e = ANY (x.fields) AND 'org' = ANY (x.fields) AND NOT x.append_only LOOP
        EXECUTE format('WITH u AS (UPDATE fq_data.%1$I t SET org = $3, rev = $4, stamp = greatest(t.stamp, $5), versions = '
                       'coalesce(t.versions, jsonb_build_object(%3$L, t.stamp)) || jsonb_build_object(%4$L, $5) '
                       'WHERE t.centre = $1 AND t.%2$I = $2 AND NOT t.deleted AND t.org = $6 RETURNING t.id) '
                       'INSERT INTO fq_sync.moved SELECT $1, $4, %1$L, u.id, $6 FROM u ON CONFLICT DO NOTHING',
                       part.name, e, '', 'org') USING c, i, p_org, r, s, was;
        GET DIAGNOSTICS n = ROW_COUNT;
        codes := codes || array_fill(part.code, ARRAY[n]);
    END LOOP;
    RETURN codes;
END $$;
REVOKE ALL ON FUNCTION fq_sync.hand_over FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.hand_over TO fengqiao_app;

-- What was erased holds nothing any more, and every desk that may ever have had it has to hear so.
CREATE OR REPLACE FUNCTION fq_sync.for_everybody(p_entity text) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = to_regclass(format('fq_data.%I', p_entity))
                             AND a.attname = 'areas' AND NOT a.attisdropped) THEN ', areas = ''{*}''' ELSE '' END $$;
REVOKE ALL ON FUNCTION fq_sync.for_everybody FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.for_everybody TO fengqiao_app;

-- The content of one record goes for good, from every table of the server: its row, what the inbox, the quarantine and
-- the last answers hold of it, and attachments that it alone names. An empty row stays, so that every desk hears of it
-- and erases its own. Called by whoever looks after the server, and by nobody else. Gives the rev.
CREATE OR REPLACE FUNCTION fq_sync.purge(c text, p_entity text, i uuid) RETURNS bigint LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE r bigint; e fq_sync.entity; part record; blanks text; named text[] := '{}'; h text; codes smallint[] := '{}'; n integer; rows integer := 1; kept boolean;
BEGIN
    SELECT * INTO e FROM fq_sync.entity x WHERE x.name = p_entity;
    IF NOT FOUND OR e.append_only OR e.machine IS NOT NULL OR e.name = 'conflict' THEN
        RAISE EXCEPTION 'records of % are not erased one by one', p_entity USING ERRCODE = 'FQ016';
    END IF;
    SELECT x.rev + 1 INTO r FROM fq_sync.centre_clock x WHERE x.centre = c FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'centre % is not set up', c USING ERRCODE = 'FQ013'; END IF;
    FOR part IN SELECT * FROM fq_sync.blob_field x WHERE x.entity = p_entity AND NOT x.inside LOOP
        EXECUTE format('SELECT $3 || t.%I FROM fq_data.%I t WHERE t.centre = $1 AND t.id = $2 AND t.%1$I IS NOT NULL',
                       part.field, p_entity) INTO named USING c, i, named;
    END LOOP;
    SELECT string_agg(format('%I = NULL', x), ', ') INTO blanks FROM unnest(e.fields) x;
    EXECUTE format('INSERT INTO fq_data.%I AS t (centre, id, rev, stamp, deleted, extra) VALUES ($1, $2, $3, 0, true, $4) '
                   'ON CONFLICT (centre, id) DO UPDATE SET rev = $3, deleted = true, versions = NULL, extra = $4, %s',
                   p_entity, blanks) USING c, i, r, '{"purged":true}'::jsonb;
    EXECUTE format('UPDATE fq_data.%I t SET deleted = true%s WHERE t.centre = $1 AND t.id = $2',
                   p_entity, fq_sync.for_everybody(p_entity)) USING c, i;
    codes := codes || e.code;
    IF to_regclass('fq_data.conflict') IS NOT NULL THEN
        SELECT x.code, (SELECT string_agg(format('%I = NULL', y), ', ') FROM unnest(x.fields) y) ||
                       fq_sync.for_everybody('conflict') AS blanks INTO part
            FROM fq_sync.entity x WHERE x.name = 'conflict';
        EXECUTE format('UPDATE fq_data.conflict t SET rev = $3, deleted = true, versions = NULL, extra = $4, %s '
                       'WHERE t.centre = $1 AND t.record = $2', part.blanks) USING c, i, r, '{"purged":true}'::jsonb;
        GET DIAGNOSTICS n = ROW_COUNT;
        IF n > 0 THEN codes := codes || part.code; rows := rows + n; END IF;
    END IF;
    DELETE FROM fq_sync.quarantine x WHERE x.centre = c AND strpos(x.body, i::text) > 0;
    UPDATE fq_sync.desk_state x SET last_result = x.last_result || '{"refused":[]}'
        WHERE x.centre = c AND strpos(x.last_result::text, i::text) > 0;
    FOREACH h IN ARRAY coalesce(named, '{}') LOOP
        kept := false;
        FOR part IN SELECT * FROM fq_sync.blob_field LOOP
            EXECUTE format('SELECT $3 OR EXISTS (SELECT 1 FROM fq_data.%I t WHERE t.centre = $1 AND NOT t.deleted AND '
                           'strpos(t.%I::text, $2) > 0)', part.entity, part.field) INTO kept USING c, h, kept;
        END LOOP;
        CONTINUE WHEN kept;
        DELETE FROM fq_sync.blob_chunk x WHERE x.centre = c AND x.hash = h;
        DELETE FROM fq_sync.blob x WHERE x.centre = c AND x.hash = h;
    END LOOP;
    INSERT INTO fq_sync.purged (centre, entity, id) VALUES (c, p_entity, i) ON CONFLICT DO NOTHING;
    INSERT INTO fq_sync.centre_rev (centre, rev, token, desk, n_rows, entities)
        VALUES (c, r, fq_sync.new_token(), 0, rows, codes);
    UPDATE fq_sync.centre_clock x SET rev = r WHERE x.centre = c;
    RETURN r;
END $$;
REVOKE ALL ON FUNCTION fq_sync.purge FROM PUBLIC;
-- No desk reaches it: only functions of the schema fq are open to them, and none of those calls this one.
GRANT EXECUTE ON FUNCTION fq_sync.purge TO fengqiao_app;
