begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin perform tests.a_text_out(); end $$;
create function pg_temp.heed(code integer) returns text language sql as $$
  select private.heed_error(id, heed.code, now()) from public.messages;
  select s.paused_reason || coalesce(' for ' || extract(epoch from s.paused_until - now())::integer,
    '') from public.senders s where s.id = '00000000-0000-4000-8000-000000000011'
$$;

select is(pg_temp.heed(30007), null, 'a text that is filtered stops nothing but itself');
select is(pg_temp.heed(30001), 'carrier error 30001 for 300', 'an overflow: for some minutes');
select is(pg_temp.heed(30022), 'carrier error 30001 for 300', 'never shorter than it was');
select is(pg_temp.heed(30035), 'carrier error 30035 for 3600', 'longer, if that is the news');
select is(pg_temp.heed(30034), 'carrier error 30034', 'no campaign: until somebody mends it');
select is(pg_temp.heed(30001), 'carrier error 30034', 'which no overflow ends');
select is((select paused_at from public.senders where id =
  '00000000-0000-4000-8000-000000000011'), now(), 'it is one pause from first to last');
update public.senders set paused_reason = 'complaints', paused_until = now() + interval '1 second';
select is(pg_temp.heed(30034), 'complaints for 1', 'what an operator paused is theirs');
update public.senders set paused_at = null, paused_reason = null, paused_until = null;
select is(pg_temp.heed(20429), null, 'too many requests: the text waits, and its sender does not');
select is(pg_temp.heed(21659), 'carrier error 21659', 'not a number of ours');

select * from finish();
rollback;
