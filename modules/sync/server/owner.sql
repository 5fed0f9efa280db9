-- What the owner of the tables alone can do, past the fence of areas, because a record that is handed over goes out of
-- sight of whoever hands it: called from within a push, and by nobody else.

-- To an area above, or to one below: the right to act goes with it, history and clocks stay with the record.
CREATE OR REPLACE FUNCTION fq_sync.hand_over(c text, r bigint, e text, i uuid, p_org text, s bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE area text := substr(session_user::text, 3); was text;
BEGIN
    EXECUTE format('SELECT t.org FROM fq_data.%I t WHERE t.centre = $1 AND t.id = $2', e) INTO was USING c, i;
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
END $$;
REVOKE ALL ON FUNCTION fq_sync.hand_over FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.hand_over TO fengqiao_app;
