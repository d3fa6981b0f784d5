begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.a_text_out(); end $$;
create function pg_temp.heed(code integer) returns void language sql as $$
  select private.heed_error(id, heed.code, now()) from public.messages
$$;

select lives_ok('select pg_temp.heed(99999)', 'Twilio may invent one');
select lives_ok('select pg_temp.heed(30008)', 'or say that it knows of none');
select is_empty('select from public.senders where paused_at is not null
  union all select from public.users where num_nonnulls(unreachable_code, opted_out_at) > 0
  union all select from public.consent_events', 'nothing follows from either');
select is(private.error_class(99999, 'rejected'), 'content', 'refused with it, a text is stopped');
select is(private.error_class(99999, 'callback'), 'ambiguous', 'told later, it says nothing');
select is(private.error_class(30005, 'callback'), 'number_dead', 'a known one is what it is');

select * from finish();
rollback;
