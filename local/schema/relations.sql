-- Every table, view and materialized view of the three schemas, each with all that belongs to it.
-- The partitions of single months are left out: which there are depends on the day.

select
  n.nspname as schema,
  c.relname as name,
  case c.relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end as kind,
  pg_get_userbyid(c.relowner) as owner,
  obj_description(c.oid, 'pg_class') as comment,
  pg_get_partkeydef(c.oid) as "partitionBy",
  (select i.inhparent::regclass::text from pg_inherits i
    where i.inhrelid = c.oid and c.relispartition) as "partitionOf",
  coalesce(c.reloptions, '{}') as options,
  c.relrowsecurity as "rowSecurity",
  c.relforcerowsecurity as "rowSecurityForced",
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) end as definition,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', a.attname,
      'type', format_type(a.atttypid, a.atttypmod),
      'notNull', a.attnotnull,
      'default', pg_get_expr(d.adbin, d.adrelid),
      'generated', a.attgenerated <> '',
      'identity', case a.attidentity when 'a' then 'always' when 'd' then 'by default' end,
      'comment', col_description(c.oid, a.attnum),
      'grants', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'to', case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end,
          'privileges', lower(x.privilege_type))
          order by x.grantee::regrole::text collate "C", x.privilege_type), '[]')
        from aclexplode(a.attacl) x)
    ) order by a.attnum)
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '[]') as columns,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', k.conname,
      'kind', k.contype,
      'definition', pg_get_constraintdef(k.oid, true),
      'expression', pg_get_expr(k.conbin, k.conrelid),
      'columns', (
        select coalesce(jsonb_agg(a.attname order by u.place), '[]')
        from unnest(k.conkey) with ordinality u (attnum, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum),
      'references', case when k.confrelid <> 0 then k.confrelid::regclass::text end
    ) order by strpos('puxcf', k.contype::text), k.conname collate "C")
    from pg_constraint k
    where k.conrelid = c.oid and k.contype in ('p', 'u', 'x', 'c', 'f') and not c.relispartition
  ), '[]') as constraints,
  coalesce((
    select jsonb_agg(pg_get_indexdef(i.indexrelid, 0, true) order by x.relname collate "C")
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    where i.indrelid = c.oid and not c.relispartition
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid
        and k.conrelid = c.oid and k.contype in ('p', 'u', 'x'))
  ), '[]') as indexes,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', t.tgname,
      'function', p.pronamespace::regnamespace || '.' || p.proname,
      'before', t.tgtype & 2 <> 0,
      'arguments', (
        select coalesce(jsonb_agg(convert_from(w.argument, 'UTF8') order by w.place), '[]')
        from (
          -- Arguments are stored one behind the other, each with a zero byte after it.
          select decode(e.hex, 'hex') as argument, e.place
          from regexp_split_to_table(
            regexp_replace(encode(t.tgargs, 'hex'), '(..)', '\1 ', 'g'), '00 ')
            with ordinality s (spaced, place)
          cross join lateral (select replace(s.spaced, ' ', '') as hex, s.place) e
          where s.place <= t.tgnargs) w),
      'definition', pg_get_triggerdef(t.oid, true)
    ) order by t.tgname collate "C")
    from pg_trigger t
    join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = c.oid and not t.tgisinternal and t.tgparentid = 0
  ), '[]') as triggers,
  coalesce((
    select jsonb_agg(jsonb_build_object(
      'name', p.polname,
      'permissive', p.polpermissive,
      'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
        when 'd' then 'delete' else 'all' end,
      'roles', (
        select jsonb_agg(case r when 0 then 'public' else pg_get_userbyid(r) end order by r)
        from unnest(p.polroles) r),
      'using', pg_get_expr(p.polqual, p.polrelid, true),
      'check', pg_get_expr(p.polwithcheck, p.polrelid, true)
    ) order by p.polname collate "C")
    from pg_policy p where p.polrelid = c.oid), '[]') as policies,
  coalesce((
    select jsonb_agg(jsonb_build_object('to', g.grantee, 'privileges', g.privileges)
      order by g.grantee collate "C")
    from (
      select
        case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end as grantee,
        case when count(*) = (select count(*) from aclexplode(acldefault('r', c.relowner)))
          then 'all' else string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) end
          as privileges
      from aclexplode(c.relacl) x where x.grantee <> c.relowner group by x.grantee) g), '[]')
    as grants
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any ($1) and c.relkind in ('r', 'p', 'v', 'm')
  and (not c.relispartition or pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT')
order by n.nspname collate "C", c.relname collate "C"
