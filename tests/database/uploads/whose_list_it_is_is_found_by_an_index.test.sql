begin;
set local search_path = extensions, public;
set local enable_seqscan = off;
select plan(4);

select tests.innovator();
select tests.colleague(n) from generate_series(1, 9) n;
insert into public.innovators (tenant_id, user_id, company_name)
  select tenant_id, id, 'Dry Boats' from public.users where first_name = 'Mate';
insert into auth.users (id) values ('a0000000-0000-4000-8000-0000000000a5');
update public.users set auth_id = 'a0000000-0000-4000-8000-0000000000a5' where first_name = 'Ada';
insert into private.upload_links (tenant_id, innovator_id, token_hash, expires_at)
  select tenant_id, id, repeat('a', 64), now() + interval '1 day' from public.innovators
  where id = 'c3000000-0000-4000-8000-000000000001';
create function pg_temp.read_of(relation text) returns bigint language sql volatile as $$
  select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
  where relname = relation
$$;
create function pg_temp.read(token text, auth uuid) returns bigint language plpgsql as $$
declare
  before bigint := pg_temp.read_of('innovators');
begin
  if (private.uploader(token, auth, null, now())).company_name is distinct from 'Dry Boats' then
    return null;
  end if;
  return pg_temp.read_of('innovators') - before;
end
$$;

select cmp_ok(pg_temp.read(repeat('a', 64), null), '<=', 2::bigint,
  'by a link nobody is read but whose it is');
select is((private.uploader(null, auth_id, null, now())).company_name, 'Dry Boats', 'by a sign-in it is theirs')
  from public.users where first_name = 'Ada';
select is((private.uploader(repeat('b', 64), null, null, now())).id, null, 'of no link it is nobody');
select is((private.uploader(null, auth_id, 'another', now())).id, null, 'nor of another tenant')
  from public.users where first_name = 'Ada';

select * from finish();
rollback;
