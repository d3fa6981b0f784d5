begin;
set local search_path = extensions, public;
select plan(3);

-- As many variants as one likes: an opt-out, help and a return are answered by no model.
insert into public.agent_instances (agent_type, model, prompt_version)
  select a, 'm' || n, 'v' || n from unnest(array['bouncer', 'concierge']) a, generate_series(1, 5) n;
create temp table told as select null::text as word, null::text as content where false;
create function pg_temp.say(body text) returns void language plpgsql as $$
begin
  perform tests.text_in('SM' || body, '+14155550111', body);
  insert into told select body, content from public.messages where direction = 'outbound'
    order by position desc limit 1;
end $$;
do $$ begin
  perform pg_temp.say('please stop texting me');
end $$;

select is(count(*), 1::bigint, 'an opt-out in plain words is confirmed') from told;
select is_empty('table public.agent_actions_log', 'without a call of any model');
select is_empty('table private.variant_assignments', 'or a variant');

select * from finish();
rollback;
