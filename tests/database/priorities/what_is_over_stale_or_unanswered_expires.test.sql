begin;
set local search_path = extensions, public;
select plan(4);

do $$
begin
  perform tests.one_item_a_type(), tests.offer_intro(6), tests.rank_grace();
  update public.intro_opportunities set expires_at = now() where id = tests.item(1);
  perform tests.mark_priority(6, 'presented'), tests.rank_grace(now() + interval '15 days');
end
$$;
select results_eq('select item, status, reason from tests.priorities order by item',
  $$ values (1, 'expired', 'over'), (2, 'expired', 'stale'), (3, 'active', null),
    (4, 'active', null), (5, 'active', null), (6, 'expired', 'unanswered') $$,
  'each for its reason');
do $$ begin perform tests.rank_grace(); end $$;
select results_eq('select item, reason from tests.priorities where status = ''expired'' order by 1',
  $$ values (1, 'over'), (2, 'stale'), (6, 'unanswered') $$,
  'what has had its time does not come back');
update public.intro_opportunities set expires_at = null where id = tests.item(1);
do $$ begin perform tests.rank_grace(); end $$;
select is(status, 'active', 'what was over and is not any more does')
  from tests.priorities where item = 1;
select matches(tests.ranks(), '^[1345](,[1345]){3}$', 'and is ranked with the others');

select * from finish();
rollback;
