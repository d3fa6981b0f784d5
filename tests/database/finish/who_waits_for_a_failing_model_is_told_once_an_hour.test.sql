begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.fails(at timestamptz, outcome text, code text) returns text
language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', outcome, 'reason', code,
    'snooze_seconds', 1, 'error', jsonb_build_object('code', code, 'message', 'x'), 'lease',
    worker.claim('concierge', 1, at) -> 'turns' -> 0 -> 'lease')), at) -> 0 ->> 'result'
$$;
create temp view ours as
  select content from public.messages where direction = 'outbound' order by position;
create function pg_temp.told() returns bigint language sql as 'select count(*) from ours';

do $$ begin perform tests.text_in('SM1'); end $$;
do $$ begin perform pg_temp.fails(now() + interval '2 s', 'snooze', 'model_timeout'); end $$;
select is(pg_temp.told(), 0::bigint, 'who has just written is not told to wait');
do $$ begin perform pg_temp.fails(now() + interval '30 s', 'snooze', 'pace'); end $$;
select is(pg_temp.told(), 0::bigint, 'nor for what is no fault of the model''s');
do $$ begin perform pg_temp.fails(now() + interval '60 s', 'snooze', 'model_provider'); end $$;
select matches((select content from ours), 'I have your message', 'who has waited is told so');
do $$ begin
  perform pg_temp.fails(now() + interval '59 min', 'snooze', 'model_provider');
end $$;
select is(pg_temp.told(), 1::bigint, 'and not twice in an hour');
do $$ begin
  perform pg_temp.fails(now() + interval '62 min', 'snooze', 'model_provider');
end $$;
select is(pg_temp.told(), 2::bigint, 'but again in the next');
select is(pg_temp.fails(now() + interval '30 hours', 'snooze', 'model_provider'), 'snoozed',
  'a pause of everything is forgiven');
do $$ begin
  perform pg_temp.fails(now() + interval '31 hours', 'failed', 'model_schema');
end $$;
select matches((select content from ours offset 3), 'I am sorry', 'an end is told as an end');

select * from finish();
rollback;
