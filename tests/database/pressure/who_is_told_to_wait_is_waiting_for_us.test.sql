begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.notices(sid text) returns bigint language sql as $$
  select tests.text_in(sid);
  select count(*) from public.messages where role = 'system'
$$;
do $$ begin perform tests.text_in('SM1'); end $$;
update private.lanes set turns_at = array_fill(now(), array[40]);

select is(pg_temp.notices('SM2'), 0::bigint, 'two texts are no flood, however often tried');
update public.conversations set status = 'paused';
select is(pg_temp.notices('SM3'), 0::bigint, 'where a human answers nobody else speaks');
update public.conversations set status = 'active';
do $$ begin perform worker.pause_tenant('00000000-0000-4000-8000-000000000001', 'a test'); end $$;
select is(pg_temp.notices('SM4'), 0::bigint, 'nor for a tenant that is paused');
do $$ begin perform worker.resume_tenant('00000000-0000-4000-8000-000000000001'); end $$;
select is(pg_temp.notices('SM5'), 1::bigint, 'then it is said');
select is(pg_temp.notices('SM6'), 1::bigint, 'once');

select * from finish();
rollback;
