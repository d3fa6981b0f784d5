begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.help(sid text, at timestamptz default now()) returns bigint
language plpgsql as $$
begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', help.sid, 'from', '+14155550111', 'body', 'HELP', 'keyword', 'help'), at);
  return (select count(*) from public.messages where purpose = 'crisis');
end
$$;

select is(pg_temp.help('SM1'), 0::bigint, 'HELP is the carrier''s');
do $$ begin perform tests.in_crisis('SM2', 'low'); end $$;
select is(pg_temp.help('SM3'), 0::bigint, 'also when somebody is not at their best');
do $$ begin perform tests.in_crisis('SM4', 'high'); end $$;
select is(pg_temp.help('SM5', now() + interval '2 minutes'), 2::bigint, 'in a crisis it is ours too');
update public.messages set created_at = now() + interval '2 minutes' where purpose = 'crisis';
select is(pg_temp.help('SM6', now() + interval '150 seconds'), 2::bigint, 'once a minute');
update public.crisis_events set resolution = 'safe', resolution_timestamp = now(),
  followup_at = null;
select is(pg_temp.help('SM7', now() + interval '1 hour'), 2::bigint, 'until it is over');

select * from finish();
rollback;
