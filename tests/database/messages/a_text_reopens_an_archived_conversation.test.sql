begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.text_in(sid text) returns void language sql as $$
  select worker.receive_sms('00000000-0000-4000-8000-000000000011',
    jsonb_build_object('message_sid', sid, 'from', '+14155550123', 'body', 'hi'))
$$;

do $$ begin
  perform pg_temp.text_in('SM1');
  update public.conversations set status = 'archived';
  perform pg_temp.text_in('SM2');
end $$;
select results_eq('select status, last_position from public.conversations',
  $$ values ('active', 2::bigint) $$, 'an archived thread is taken up again');

do $$ begin
  update public.conversations set status = 'closed';
  perform pg_temp.text_in('SM3');
end $$;
select results_eq('select status, last_position from public.conversations order by created_at, 1',
  $$ values ('active', 1::bigint), ('closed', 2) $$, 'a closed one is not: a new one begins');

update public.conversations set status = 'paused' where status = 'active';
do $$ begin perform pg_temp.text_in('SM4'); end $$;
select results_eq($$ select status, last_position from public.conversations
  where status <> 'closed' $$, $$ values ('paused', 2::bigint) $$, 'a paused one stays paused');

select * from finish();
rollback;
