begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select c.oid::regclass from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
    and c.relkind in ('r', 'p') and a.attname = 'updated_at' and not exists (
      select from pg_trigger t where t.tgrelid = c.oid and t.tgtype = 19 and t.tgattr = ''
        and t.tgqual is null and t.tgenabled = 'O'
        and t.tgfoid = 'private.touch_updated_at'::regproc)
$$, 'every table that has it stamps it before any update of any row');

create function pg_temp.unstamped() returns table (relation regclass, stamp timestamptz)
language plpgsql as $$
declare
  owner regclass;
begin
  for owner in
    select t.tgrelid from pg_trigger t where t.tgfoid = 'private.touch_updated_at'::regproc
  loop
    execute format('update %s set updated_at = ''2020-01-01''', owner);
    return query execute format('select %L::regclass, max(r.updated_at) from %s r
      having max(r.updated_at) is distinct from now()', owner, owner);
  end loop;
end
$$;
select tests.one_of_each();
select is_empty('select * from pg_temp.unstamped()', 'whatever was written there, it is now');

select * from finish();
rollback;
