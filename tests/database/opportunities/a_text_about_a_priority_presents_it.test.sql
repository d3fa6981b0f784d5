begin;
set local search_path = extensions, public;
select plan(5);

select tests.consent();
select tests.rank('intro_opportunity', tests.intro());
select tests.want_told(priority_id => (select id from public.user_priorities));
create temp table turn as select tests.finish_turn(
  '[{"type": "reply", "input": {"text": "Would you introduce Noah?"}}]', tests.noon()) as context;

select is(context -> 'outreach' -> 'about', '{"item_type": "intro_opportunity", "text": "Noah"}',
  'its agent sees what it is about, and no ids') from turn;
select results_eq($$ select p.status, p.presented_at is not null, i.feed_item_id = p.id,
    m.content ~ 'introduce Noah'
  from public.intro_opportunities i join public.user_priorities p on p.item_id = i.id
  join public.messages m on m.id = i.told_in $$,
  $$ values ('presented', true, true, true) $$, 'with its words the priority is presented');
select isnt_empty($$ select * from tests.send_all(tests.noon()) s where s ~ 'Noah' $$, 'they leave');
select is((select m.status from public.messages m join public.intro_opportunities i
  on i.told_in = m.id), 'sent', 'and it is told');
select is(tests.turn('Yes, gladly', 'answer_introduction', '{"handle": "i1", "answer": "yes"}'),
  'done', 'then there is a yes to it');

select * from finish();
rollback;
