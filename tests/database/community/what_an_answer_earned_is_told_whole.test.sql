begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.community_request(); end $$;
do $$ begin perform tests.answer_request(1); end $$;
create function pg_temp.mark(change text) returns text language sql as $$
  select tests.attempt('postgres', null, 'update public.community_responses set ' || change)
$$;

select is(pg_temp.mark('credits_awarded = 20'), '23514', 'credits without a time');
select is(pg_temp.mark('status = ''rewarded'''), '23514', 'rewarded with nothing');
select is(pg_temp.mark('status = ''closed_loop'''), '23514', 'told, and nobody knows when');
select is(pg_temp.mark('status = ''rewarded'', credits_awarded = 20, credited_at = now()'),
  'allowed', 'rewarded, with what and when');
select is(pg_temp.mark('status = ''closed_loop'', closed_loop_at = now()'), 'allowed',
  'and then told what came of it');

select * from finish();
rollback;
