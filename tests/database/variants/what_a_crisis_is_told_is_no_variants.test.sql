begin;
set local search_path = extensions, public;
select plan(4);

-- However many variants there are: what is said in a crisis was written before, and stays so.
insert into public.agent_instances (agent_type, model, prompt_version)
  select a, 'm' || n, 'v' || n
  from unnest(array['bouncer', 'concierge', 'account-manager']) a, generate_series(1, 5) n;
do $$ begin
  perform tests.consented();
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
end $$;

select is(tests.deliver(), 'call 988', 'its words leave as they were written');
select results_eq($$ select purpose, content from public.messages where direction = 'outbound' $$,
  $$ values ('urgent', 'call 988') $$, 'as one text of its kind');
select is_empty('table public.agent_actions_log', 'no model is asked');
select is_empty('table private.variant_assignments', 'and nobody is given a variant');

select * from finish();
rollback;
