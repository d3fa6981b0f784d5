begin;
set local search_path = extensions, public;
select plan(4);

-- However many variants there are: an opt-out, a return and a plea for help meet none of them.
insert into public.agent_instances (agent_type, model, prompt_version)
  select a, 'm' || n, 'v' || n
  from unnest(array['bouncer', 'concierge']) a, generate_series(1, 5) n;
create function pg_temp.texts(extra jsonb) returns void language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM' || md5(extra::text), 'from', '+14155550111', 'body', 'words') || extra)
$$;
do $$ begin
  perform pg_temp.texts('{"said": "opt_out", "language": "en"}'),
    pg_temp.texts('{"keyword": "start"}'), pg_temp.texts('{"keyword": "help"}');
  set constraints all immediate;
end $$;

select results_eq($$ select unanswered_reason from public.messages where direction = 'inbound'
  order by position $$, array['opt_out_said', 'opt_in_word', 'help_word'],
  'none of them is an agent''s to answer');
select results_eq($$ select role, content from public.messages where direction = 'outbound' $$, $$
  values ('system', 'You are unsubscribed and will get no more texts from Yachtparty. '
    || 'Reply START to get them again.') $$, 'what is said to it is a template');
select is_empty('table public.agent_actions_log', 'no model is asked');
select is_empty('table private.variant_assignments', 'and nobody is given a variant');

select * from finish();
rollback;
