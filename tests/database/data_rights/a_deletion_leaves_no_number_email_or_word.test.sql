begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin perform tests.somebody_everywhere(); end $$;
create temp table her as select id from public.users where phone_number = '+14155550177';
select is_empty($$ select p.relation from private.personal_data p, her
  where not tests.has_rows_of(p.relation, her.id) $$,
  'somebody has a row in every table that has rows about people');
select cmp_ok((select count(*) from tests.where_it_stands('4155550177')), '>=', 4::bigint,
  'the number is about');
select cmp_ok((select count(*) from tests.where_it_stands('zzwidow')), '>=', 5::bigint,
  'the email, too');
select cmp_ok((select count(*) from tests.where_it_stands('zzgannet')), '>=', 21::bigint,
  'and their words');

do $$ begin
  perform tests.ask_of_data('e1', 'erase', phone => '+14155550177');
  perform tests.ask_of_data('e2', 'erase_word', phone => '+14155550177');
  perform tests.send_all();
end $$;
select is(tests.erase(), 'ready', 'they are deleted');
set constraints all immediate;
select is_empty($$ select w from tests.where_it_stands('4155550177') w $$, 'the number is nowhere');
select is_empty($$ select w from tests.where_it_stands('zzwidow') w $$, 'nor is the email');
select is_empty($$ select w from tests.where_it_stands('zzgannet') w $$, 'nor is a word of theirs');
select set_eq($$ select w from her, tests.where_it_stands(her.id::text) w where w <> 'her' $$,
  array['public.data_requests', 'public.events', 'private.lanes', 'private.budget_reservations'],
  'all that is left is an id that leads to nobody');
select is_empty($$ select l.lane_key from private.lanes l where l.due is not null and not exists (
  select from public.agent_tasks t where t.lane_key = l.lane_key and t.status = 'pending') $$,
  'and no lane waits for what is gone');

select * from finish();
rollback;
