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
