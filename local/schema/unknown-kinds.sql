-- The kinds of object in the three schemas that the dump does not know how to write.

select distinct o.type as kind, o.identity as name
from pg_depend d
cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) o
where d.refclassid = 'pg_namespace'::regclass
  and d.refobjid in (select n.oid from pg_namespace n where n.nspname = any ($1))
  and o.type not in
    ('table', 'view', 'materialized view', 'function', 'default acl', 'index', 'constraint')
  -- An identity column's own.
  and not (d.classid = 'pg_class'::regclass and exists (select from pg_depend i
    where i.classid = d.classid and i.objid = d.objid and i.deptype = 'i'))
order by 1, 2
