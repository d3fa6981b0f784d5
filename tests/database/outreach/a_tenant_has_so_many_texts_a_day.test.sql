begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.a_text_out();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'answer ' || n
    from public.conversations, generate_series(1, 2) n;
end $$;
update public.tenants set settings = '{"texts_a_day_max": 2}';

select results_eq('select * from tests.send_all()',
  array['>hello', 'answer 1', 'answer 2 (paused)'], 'two, answers among them');
select is_empty('select * from tests.send_all(tests.noon(0, ''12:09''))', 'the third waits');
select results_eq('select * from tests.send_all(tests.noon(0, ''18:59''))',
  array['answer 2 (paused)'], 'as long as it is that day in Greenwich');
select results_eq('select * from tests.send_all(tests.noon(0, ''19:10''))', array['answer 2'],
  'and not a day longer');

select * from finish();
rollback;
