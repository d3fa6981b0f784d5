begin;
set local search_path = extensions, public;
select plan(5);

insert into public.users (id, tenant_id, phone_number)
  select ('20000000-0000-4000-8000-00000000000' || n)::uuid,
    '00000000-0000-4000-8000-000000000001', '+1415555019' || n from generate_series(1, 2) n;
insert into public.community_requests (id, tenant_id, requesting_agent_type, question) values
  ('c1000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   'concierge', 'How is a boat kept dry?');
create function pg_temp.answer(expert integer) returns void language sql as $$
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
  values ('00000000-0000-4000-8000-000000000001', 'c1000000-0000-4000-8000-000000000001',
    ('20000000-0000-4000-8000-00000000000' || expert)::uuid, 'By bailing.', 'bail it')
$$;
do $$ begin perform pg_temp.answer(1); end $$;
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
