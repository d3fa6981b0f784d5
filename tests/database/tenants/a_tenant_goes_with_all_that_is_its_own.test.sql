begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.one_of_each(); end $$;
set constraints all immediate;
create function pg_temp.close_down() returns void language plpgsql as $$ begin
  set constraints all deferred;
  delete from public.tenants;
  set constraints all immediate;
end $$;
select lives_ok('select pg_temp.close_down()', 'ledgers and news do not hold it');
select is_empty($$ select 1 from public.message_status_events union all
  select 1 from public.credit_events union all select 1 from public.consent_events union all
  select 1 from public.users $$, 'and nothing of it is left');

select * from finish();
rollback;
