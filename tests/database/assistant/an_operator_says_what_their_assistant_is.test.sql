begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin
  perform tests.people();
  perform tests.a_page();
end $$;
create function pg_temp.set(actor text, arguments text) returns text language sql as $$
  select tests.answer(set.actor, format('select public.set_assistant(%L, %s)',
    (select u.tenant_id from public.users u where u.id = '00000000-0000-4000-8000-000000000031'),
    set.arguments))
$$;

select is(pg_temp.set('operator of another tenant', $$ 'Warm', 'We open at nine.',
  '{harbor-desk.example}', 'claude-haiku-5-5' $$), 'true', 'its own operator says');
create temp table opened as select tests.write(1) -> 'turn' -> 'context' as context;
select is(context -> 'house', '{"tone": "Warm", "knowledge": "We open at nine."}',
  'how it speaks and what it knows') from opened;
select is(context #> '{tenant,link_hosts}', '["harbor-desk.example"]', 'where it links to')
  from opened;
select is(context #>> '{instance,model}', 'claude-haiku-5-5', 'and which model it is') from opened;
select is(pg_temp.set('operator of another tenant', $$ tone => 'Dry' $$), 'true',
  'what is left out');
select results_eq($$ select s.tone, s.knowledge, t.link_hosts from public.assistant_settings s
    join public.tenants t on t.id = s.tenant_id $$,
  $$ values ('Dry', 'We open at nine.', '{harbor-desk.example}'::text[]) $$, 'stays as it was');
select is(pg_temp.set('operator of another tenant', $$ model => 'nobody-knows-its-price' $$),
  'PT400', 'a model without a price is kept within no budget');
select is(pg_temp.set(actor, $$ 'Rude' $$), 'false', actor || ' says nothing')
  from unnest(array['owner', 'stranger']) actor;
select results_eq($$ select model, status from public.agent_instances
    where tenant_id = '00000000-0000-4000-8000-000000000002' and agent_type = 'assistant' $$,
  $$ values ('claude-haiku-5-5', 'active') $$, 'and one model is in use');

select * from finish();
rollback;
