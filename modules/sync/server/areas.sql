-- Which areas see a row that has no division of its own: those of the record that it hangs on, or of all the records that
-- name it. "~" before an area: it sees and does not act. Computed when it comes in, kept when what it hangs on is handed over. Run by the owner of the tables, past the
-- fence of areas, from within a push, and by nobody else.

-- For the transactions in `seg` (n becomes rev base + n), or after records of rev `alone` were handed over. The rows that
-- change beside those of the transactions themselves, so that every desk hears of them: the rev and the entity of each.
-- A row that hangs on what this desk may not see, or that names somebody whom it may not see, is refused.
CREATE OR REPLACE FUNCTION fq_sync.settle_areas(c text, base bigint, seg fq_sync.op[], alone bigint)
RETURNS TABLE (at bigint, code smallint) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE area text := substr(session_user::text, 3); e record; f record; bad bigint;
    names text[]; ids uuid[]; revs bigint[]; own boolean[]; -- what is to be looked at; own: null if its areas changed already
    i uuid[]; r bigint[]; o boolean[]; changed uuid[]; changed_at bigint[]; extra bigint[]; more uuid[]; more_at bigint[];
BEGIN
    SELECT array_agg(x.e), array_agg(x.id), array_agg(x.r), array_agg(x.own) INTO names, ids, revs, own FROM (
        SELECT y.e, y.id, base + max(y.n) AS r, true AS own FROM unnest(seg) y JOIN fq_sync.entity z ON z.name = y.e
        -- The county sees all that a row may hang on: alone, one may come before what it hangs on.
        WHERE NOT (y.kind = 'new' AND z.area_at_insert AND alone IS NULL AND length(area) = 6)
          AND ((y.kind = 'new' AND z.area_depth > 0) OR (y.kind <> 'del' AND y.f ?| z.area_fields)
               OR (y.kind = 'del' AND z.area_fields <> '{}')) GROUP BY y.e, y.id
        UNION ALL
        SELECT m.entity, m.id, m.rev, CASE WHEN z.area_depth > 0 THEN false END
        FROM fq_sync.moved m JOIN fq_sync.entity z ON z.name = m.entity WHERE m.centre = c AND m.rev = alone) x;
    IF alone IS NOT NULL AND to_regclass('fq_data.conflict') IS NOT NULL THEN
        SELECT names || array_agg('conflict'::text), ids || array_agg(x.id), revs || array_agg(alone), own || array_agg(false)
            INTO names, ids, revs, own FROM fq_data.conflict x WHERE x.centre = c AND x.rev = alone;
    END IF;
    IF names IS NULL THEN RETURN; END IF;
    FOR e IN SELECT x.name, x.machine, x.code, x.area_depth, x.area_sql, x.area_fields FROM fq_sync.entity x
             ORDER BY x.area_depth, x.code LOOP
        CONTINUE WHEN NOT e.name = ANY (names);
        SELECT array_agg(x.i), array_agg(x.r), array_agg(x.o) INTO i, r, o
            FROM unnest(names, ids, revs, own) x(n, i, r, o) WHERE x.n = e.name;
        IF e.area_depth > 0 THEN
            EXECUTE e.area_sql INTO changed, changed_at, extra, bad USING c, i, r, o, area;
            IF bad IS NOT NULL THEN
                IF alone IS NULL THEN RAISE EXCEPTION '%', bad - base USING ERRCODE = 'FQ001'; END IF;
                RAISE EXCEPTION 'outside_area' USING ERRCODE = 'FQ002', DETAIL = e.name;
            END IF;
            RETURN QUERY SELECT x.v, e.code FROM unnest(extra) x(v);
        ELSE -- handed over, or an account that works elsewhere now
            SELECT array_agg(x.i), array_agg(x.r) INTO changed, changed_at FROM unnest(i, r, o) x(i, r, o)
                WHERE x.o IS NULL OR 'area' = ANY (e.area_fields);
        END IF;
        FOR f IN SELECT x.target, x.sql FROM fq_sync.area_ref x WHERE x.named AND e.name = ANY (x.parents) LOOP
            EXECUTE f.sql INTO more, more_at, bad USING c, i, r, o, area, changed;
            IF bad IS NOT NULL THEN
                IF alone IS NULL THEN RAISE EXCEPTION '%', bad - base USING ERRCODE = 'FQ001'; END IF;
                RAISE EXCEPTION 'outside_area' USING ERRCODE = 'FQ002', DETAIL = f.target;
            END IF;
            names := names || array_fill(f.target, ARRAY[coalesce(cardinality(more), 0)]);
            ids := ids || more;
            revs := revs || more_at;
            own := own || array_fill(false, ARRAY[coalesce(cardinality(more), 0)]);
        END LOOP;
        CONTINUE WHEN changed IS NULL;
        FOR f IN SELECT x.target, x.sql FROM fq_sync.area_ref x WHERE NOT x.named AND e.name = ANY (x.parents) LOOP
            EXECUTE f.sql INTO more, more_at USING c, changed, changed_at, ARRAY[e.name, e.machine];
            names := names || array_fill(f.target, ARRAY[coalesce(cardinality(more), 0)]);
            ids := ids || more;
            revs := revs || more_at;
            own := own || array_fill(false, ARRAY[coalesce(cardinality(more), 0)]);
        END LOOP;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION fq_sync.settle_areas FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.settle_areas TO fengqiao_app;

-- Rows that came before their areas were kept, or by an administrator's hand. Where desks of towns had received more
-- than is theirs, everything is fetched anew once: they let go what they do not see.
CREATE OR REPLACE FUNCTION fq_sync.settle_all() RETURNS bigint LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE e record; n bigint; total bigint := 0; k record; v bigint;
BEGIN
    FOR e IN SELECT x.name, x.area_all_sql FROM fq_sync.entity x WHERE x.area_depth > 0 ORDER BY x.area_depth, x.code LOOP
        EXECUTE e.area_all_sql;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
    END LOOP;
    FOR k IN SELECT x.centre FROM fq_sync.centre_clock x WHERE total > 0
             AND EXISTS (SELECT 1 FROM pg_roles p WHERE p.rolname ~ ('^c_' || x.centre || '[0-9]+$')) LOOP
        v := fq_sync.new_token();
        UPDATE fq_sync.centre_clock x SET epoch = v WHERE x.centre = k.centre;
    END LOOP;
    RETURN total;
END $$;
REVOKE ALL ON FUNCTION fq_sync.settle_all FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fq_sync.settle_all TO fengqiao_app;
