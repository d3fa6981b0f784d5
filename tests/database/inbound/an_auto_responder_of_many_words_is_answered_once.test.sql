begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.machine(body text) returns text language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM' || body, 'from', '+14155550111', 'body', body, 'auto_reply', true))
    ->> 'unanswered_reason'
$$;
create function pg_temp.answered() returns void language sql as $$
  update public.messages set task_id = gen_random_uuid()
    where task_id is null and unanswered_reason is null
$$;

select is(pg_temp.machine('I am away, back on Monday'), null, 'the first may be a person''s');
do $$ begin perform pg_temp.answered(); end $$;
select is(pg_temp.machine('Away from my desk; ask Ada'), 'auto_responder', 'but not the next');
select is(tests.text_in('SM2', body => 'it is me, what is new?'), null, 'who it is of may write');
do $$ begin perform pg_temp.answered(); end $$;
select is(pg_temp.machine('Out of office'), 'auto_responder', 'and is no machine for it');

select * from finish();
rollback;
