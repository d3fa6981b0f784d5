begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": ""}');
end $$;

select is(content, '', 'an empty text in is stored') from public.messages;

create function pg_temp.send(words text) returns text language sql as $$
  insert into public.messages (conversation_id, role, direction, content)
  select id, 'bouncer', 'outbound', words from public.conversations returning status
$$;
select throws_ok(format('select pg_temp.send(%L)', words), '23514', null, 'refused: ' || name)
from (values ('', 'nothing'), ('   ', 'spaces'), (E'\n\t', 'a line and a tab')) w (words, name);
select throws_ok('select pg_temp.send(null)', '23502', null, 'refused: no words at all');
select is(pg_temp.send('.'), 'queued_for_send', 'a full stop says something');

select * from finish();
rollback;
