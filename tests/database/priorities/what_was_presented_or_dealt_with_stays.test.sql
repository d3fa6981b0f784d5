begin;
set local search_path = extensions, public;
select plan(2);

do $$
begin
  perform tests.one_item_a_type(), tests.rank_grace();
  perform tests.mark_priority(1, 'presented'), tests.mark_priority(2, 'actioned');
end
$$;
create temp table before as select * from public.user_priorities where status <> 'active';
do $$ begin perform tests.rank_grace(now() + interval '1 day'); end $$;
select results_eq('select * from public.user_priorities where status <> ''active'' order by id',
  'select * from before order by id', 'a ranking does not touch them');
select is((select count(*) from tests.priorities), 5::bigint, 'nor does it make them again');

select * from finish();
rollback;
