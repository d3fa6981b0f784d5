begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.asked() returns boolean language plpgsql as $$
declare
  turn jsonb;
begin
  perform private.wake_account_manager('intro.changed', array[(tests.grace()).id], null, null);
  turn := tests.claim_ranking();
  perform tests.judge(turn);
  return turn -> 'context' ? 'call';
end
$$;
select is(pg_temp.asked(), false, 'not without a candidate');
do $$ begin perform tests.offer_intro(1); end $$;
select is(pg_temp.asked(), true, 'about a first one');
select is(pg_temp.asked(), false, 'not about the same again');
update public.users set expertise = '{boats}' where id = (tests.grace()).id;
select is(pg_temp.asked(), true, 'about the same for one who is another');
do $$ begin perform tests.mark_priority(1, 'presented'); end $$;
select is(pg_temp.asked(), false, 'not about what was presented');
do $$ begin perform tests.put_question(2); end $$;
select is(pg_temp.asked(), true, 'about what is new');

select * from finish();
rollback;
