begin;
set local search_path = extensions, public;
select plan(4);

update public.users set last_active_at = now();
create function pg_temp.queued() returns integer language plpgsql as $$
begin
  update private.rankings set due_at = now();
  return private.queue_rankings();
end
$$;
select is(pg_temp.queued(), 0, 'nothing could be worth their attention');
do $$ begin perform tests.offer_intro(1); end $$;
select is(pg_temp.queued(), 1, 'something could');
update public.users set last_active_at = now() - interval '61 days';
select is(pg_temp.queued(), 0, 'they have not written for long');
update public.users set last_active_at = now(), is_active = false;
select is(pg_temp.queued(), 0, 'they are gone');

select * from finish();
rollback;
