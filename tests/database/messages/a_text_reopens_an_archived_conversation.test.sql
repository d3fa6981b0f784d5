begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.text_in('SM1', '+14155550123');
  update public.conversations set status = 'archived';
  perform tests.text_in('SM2', '+14155550123');
end $$;
select results_eq('select status, last_position from public.conversations',
  $$ values ('active', 2::bigint) $$, 'an archived thread is taken up again');

do $$ begin
  update public.conversations set status = 'closed';
  perform tests.text_in('SM3', '+14155550123');
end $$;
select results_eq('select status, last_position from public.conversations order by created_at, 1',
  $$ values ('active', 1::bigint), ('closed', 2) $$, 'a closed one is not: a new one begins');

update public.conversations set status = 'paused' where status = 'active';
do $$ begin perform tests.text_in('SM4', '+14155550123'); end $$;
select results_eq($$ select status, last_position from public.conversations
  where status <> 'closed' $$, $$ values ('paused', 2::bigint) $$, 'a paused one stays paused');

select * from finish();
rollback;
