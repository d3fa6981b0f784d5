-- Every function of the three schemas, and who may call it.

select
  n.nspname as schema,
  p.proname as name,
  p.oid::regprocedure::text as signature,
  pg_get_userbyid(p.proowner) as owner,
  l.lanname as language,
  pg_get_function_arguments(p.oid) as arguments,
  pg_get_function_result(p.oid) as result,
  p.prosrc as source,
  pg_get_functiondef(p.oid) as definition,
  obj_description(p.oid, 'pg_proc') as comment,
  coalesce((
    select jsonb_agg(jsonb_build_object('to', g.grantee, 'privileges', 'execute')
      order by g.grantee collate "C")
    from (
      select case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end as grantee
      from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
      where x.grantee <> p.proowner) g), '[]') as grants
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_language l on l.oid = p.prolang
where n.nspname = any ($1) and p.prokind = 'f'
order by n.nspname collate "C", p.proname collate "C", p.oid::regprocedure::text collate "C"
