begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.turns() returns integer language sql as $$
  select jsonb_array_length(worker.claim('concierge', 8, now() + interval '1 minute') -> 'turns')
$$;
do $$ begin perform tests.text_in('SM1'); end $$;
update public.conversations set status = 'paused';
set constraints all immediate;
set constraints all deferred;
select is(pg_temp.turns(), 0, 'the text that waits is not answered');
select is(tests.text_in('SM2'), null, 'one that comes is stored');
select is(pg_temp.turns(), 0, 'and waits as well');
select is((select paused_reason from private.lanes), 'its conversation is paused',
  'its lane says why');
update public.conversations set status = 'active';
set constraints all immediate;
select is(pg_temp.turns(), 1, 'given back, both are answered in one turn');

insert into public.conversations (id, tenant_id, user_id, channel, status)
  select 'c0000000-0000-4000-8000-000000000009', tenant_id, user_id, 'web', 'paused'
  from public.conversations;
select isnt((select paused_at from private.lanes
    where lane_key = 'conversation:c0000000-0000-4000-8000-000000000009'), null,
  'one that begins paused has no turn either');

select * from finish();
rollback;
