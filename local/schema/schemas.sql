-- The three schemas, and what is granted on what will be created in them.

select
  n.nspname as name,
  pg_get_userbyid(n.nspowner) as owner,
  obj_description(n.oid, 'pg_namespace') as comment,
  coalesce((
    select jsonb_agg(jsonb_build_object('to', g.grantee, 'privileges', g.privileges)
      order by g.grantee collate "C")
    from (
      select
        case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end as grantee,
        string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as privileges
      from aclexplode(n.nspacl) x where x.grantee <> n.nspowner group by x.grantee) g), '[]')
    as grants,
  coalesce((
    select jsonb_agg(jsonb_build_object('to', g.grantee, 'privileges', g.privileges)
      order by g.privileges collate "C", g.grantee collate "C")
    from (
      select
        case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end as grantee,
        string_agg(lower(x.privilege_type), ', ' order by x.privilege_type)
          || ' on ' || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
            when 'f' then 'functions' else d.defaclobjtype::text end as privileges
      from pg_default_acl d, aclexplode(d.defaclacl) x
      where d.defaclnamespace = n.oid and d.defaclrole = 'postgres'::regrole
        and x.grantee <> d.defaclrole
      group by x.grantee, d.defaclobjtype) g), '[]')
    as "defaultGrants"
from pg_namespace n
where n.nspname = any ($1)
order by n.nspname collate "C"
