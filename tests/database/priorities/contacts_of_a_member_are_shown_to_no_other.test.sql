begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.with_contacts(words text) returns text language sql as $$
  select repeat('so ', 40) || 'ada@engines.example +1 (415) 555-0155 t.me/ada ' || words $$;
update public.tenants set settings = settings || '{"tell_score_least": 0}';
do $$ begin
  perform tests.consent();
  perform tests.one_item_a_type();
  update public.community_requests set question = pg_temp.with_contacts(question);
  update public.community_responses set response_text = pg_temp.with_contacts(response_text),
    impact_description = pg_temp.with_contacts(impact_description);
  update public.solution_workflows set request_description = pg_temp.with_contacts('a dry boat');
  insert into public.innovators (id, tenant_id, user_id, company_name, solution_description)
    select 'c3000000-0000-4000-8000-000000000001', g.tenant_id, g.id, 'Dry Boats',
      pg_temp.with_contacts('hulls') from tests.grace() g;
  update public.intro_opportunities set innovator_id = 'c3000000-0000-4000-8000-000000000001';
end $$;
create view pg_temp.told as select c.item_type, c.about,
    private.priority_words(c.item_type, c.about) as words
  from private.priority_candidates(tests.grace()) c;

select ok((about::text || words) !~ 'engines|555|t\.me|ada' , item_type || ' shows nobody''s')
from pg_temp.told order by item_type;
select ok(about::text ~ '\[an address\] \[a number\] \[a link\]', item_type || ' says so')
from pg_temp.told order by item_type;
select is(tests.choose(2), 'queued', 'a text is to tell of one');
select results_eq($$ select message_data::text ~ 'engines|555|t\.me' from public.message_queue $$,
  array[false], 'nor does the text that waits to be sent');

select * from finish();
rollback;
