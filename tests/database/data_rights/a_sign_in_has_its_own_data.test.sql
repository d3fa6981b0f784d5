begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.people(); end $$;
create function pg_temp.opened(who text, tenant text default null) returns jsonb language sql as $$
  select worker.begin_export(null, a.auth_id, opened.tenant) from tests.actors a
  where a.actor = opened.who
$$;
create function pg_temp.whose(who text, tenant text default null) returns text
language plpgsql as $$
declare request jsonb := pg_temp.opened(who, tenant);
begin
  return worker.export_rows((request ->> 'request_id')::uuid, 'public.users', 0)
    #>> '{0,phone_number}';
end $$;

select is(pg_temp.whose('member'), '+14155550111', 'a member has their own');
select is(pg_temp.opened('stranger'), '{"refused": "nobody"}', 'a stranger has none');
select is(pg_temp.opened('owner'), '{"refused": "nobody"}', 'an operator has nobody''s');
select is(pg_temp.whose('inactive member'), '+14155550144', 'who was made inactive has theirs');
select is(pg_temp.opened('member of two tenants'), '{"refused": "nobody"}',
  'of who is somebody in two tenants nobody guesses whose');
select is(pg_temp.whose('member of two tenants', 'harbor-desk'), '+14155550155',
  'by the tenant''s name they say');
do $$ begin perform pg_temp.opened('member') from generate_series(1, 4); end $$;
select is(pg_temp.opened('member'), '{"refused": "too_many"}', 'five times a day are enough');
select is((select count(*) from public.data_requests r join public.users u on u.id = r.user_id
  where u.phone_number = '+14155550111' and r.channel = 'web'), 5::bigint,
  'each is on record');

select * from finish();
rollback;
