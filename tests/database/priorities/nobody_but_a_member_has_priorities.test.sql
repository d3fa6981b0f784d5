begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.one_item_a_type(), tests.rank_grace(); end $$;
update public.users set verified = false where id = (tests.grace()).id;
select is_empty('select * from private.priority_candidates(tests.grace())', 'there is nothing');
do $$ begin perform tests.rank_grace(); end $$;
select results_eq('select distinct status, reason from tests.priorities',
  $$ values ('expired', 'over') $$, 'and what there was is over');

select * from finish();
rollback;
