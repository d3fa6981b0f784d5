begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.call(letter text, version text) returns text language sql as $$
  select tests.call_model(more => jsonb_build_object('prompt_hash', repeat(letter, 64),
    'prompt_version', version))
$$;
do $$ begin
  perform pg_temp.call('a', 'default'), pg_temp.call('b', '2026-11-short'),
    pg_temp.call('a', 'renamed');
end $$;

select results_eq('select left(hash, 1), agent_type, version from private.prompts order by 1', $$
  values ('a', 'concierge', 'default'), ('b', 'concierge', '2026-11-short') $$,
  'each by its words, under the name it had when it was first used');
select is(tests.attempt('service_role', null, statement), '23001', statement) from unnest(array[
  'update private.prompts set version = ''default''', 'delete from private.prompts']) statement;
do $$ begin perform tests.call_model(more => '{"prompt_hash": "not a hash"}'); end $$;
select is((select count(*) from private.prompts), 2::bigint, 'what is no hash is no prompt');
select is((select count(*) from public.agent_actions_log where status = 'settled'), 4::bigint,
  'and its call is settled all the same');

select * from finish();
rollback;
