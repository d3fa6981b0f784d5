begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.say(words text, purpose text default 'reply') returns text
language sql as $$
  insert into public.messages (conversation_id, role, direction, status, content, purpose) values
    ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'pending', words,
      purpose)
    returning content
$$;
create function pg_temp.end_all(status text) returns void language sql as $$
  update public.messages set status = end_all.status, status_reason = 'cancelled'
$$;
do $$ begin
  perform tests.a_text_out();
  perform pg_temp.end_all('cancelled');
end $$;

select is(pg_temp.say('STOP is noted.', 'confirmation'), 'STOP is noted.',
  'what confirms a keyword is said as it is');
do $$ begin perform pg_temp.end_all('cancelled'); end $$;
select matches(pg_temp.say('Hello.', 'proactive'),
  '^Yachtparty, .*I am an AI.* 5 texts a day.*rates.*HELP.*STOP.*\nHello\.$',
  'a first one introduces itself, though nobody asked for it');
do $$ begin perform pg_temp.end_all('failed'); end $$;
select matches(pg_temp.say('Hello.'), '^Yachtparty, .*\nHello\.$', 'and if that failed, the next');
select is(pg_temp.say('Again.'), 'Again.', 'the one after it does not');
do $$ begin perform pg_temp.end_all('failed'); end $$;
select is(pg_temp.say('Help is near.', 'urgent'), 'Help is near.', 'nor does an urgent one');
do $$ begin
  perform pg_temp.end_all('failed');
  update public.tenants set settings = settings || '{"daily_texts_max": 3}';
end $$;
select matches(pg_temp.say('Hello.'), ' 3 texts a day', 'it promises what its tenant keeps to');

select * from finish();
rollback;
