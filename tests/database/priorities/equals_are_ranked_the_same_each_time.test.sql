begin;
set local search_path = extensions, public;
select plan(2);

do $$
begin
  for nth in 1..6 loop perform tests.offer_intro(nth); end loop;
  perform tests.rank_grace();
end
$$;
create temp table before as select tests.ranks() as ranks;
select is((select count(distinct score) from tests.priorities), 1::bigint, 'all are worth as much');
delete from public.user_priorities;
update public.intro_opportunities set updated_at = now() where id = tests.item(3);
do $$ begin perform tests.rank_grace(); end $$;
select is(tests.ranks(), ranks, 'and stand in the same order, made anew') from before;

select * from finish();
rollback;
