begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin perform tests.a_page(); end $$;
create temp view lena as select * from public.users
  where id = '00000000-0000-4000-8000-000000000031';
create temp view outs as select * from public.consent_events where kind = 'opt_out';

do $$ begin perform tests.write(1, '{}', opts_out => 'en'); end $$;
select is_empty('table outs', 'who has no number has nothing to opt out of');
update public.users set phone_number = '+14155550131' where id in (select id from lena);
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'operator' from lena;
select is((select private.refused_to(u) from public.users u join lena using (id)), null,
  'texts may be sent');

create temp table opened as select tests.write(2, '{}', opts_out => 'en') as answer;
select results_eq('select source, message_id::text from outs',
  $$ select 'plain_language', answer ->> 'message_id' from opened $$, 'the message is an opt-out');
select is((select private.refused_to(u) from public.users u join lena using (id)), 'opted_out',
  'and no text leaves, whatever a model makes of it');
select is(answer ->> 'state', 'queued', 'its agent answers it') from opened;
select matches((select content from tests.page order by position desc limit 1),
  '^You get no more texts from .+; here you can go on writing', 'after it was told');
select is((select count(*) from public.events where event_type = 'consent.opted_out'), 1::bigint,
  'it is an event');

do $$ begin perform tests.write(n, '{}', opts_out => 'en') from unnest(array[2, 3]) n; end $$;
select is((select count(*) from outs), 1::bigint, 'said again, it is no second one');
select is((select count(*) from tests.page where content ~ 'no more texts'), 1::bigint, 'nor told');

insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'keyword' from lena;
select matches(tests.write(4, data => '{"asks": "erase", "language": "es"}', opts_out => 'es')
  #>> '{answer,text}', '^Borramos', 'a wish about their data is heard as well');
select results_eq($$ select left(content, 12) from tests.page order by position desc limit 2 $$,
  array['Borramos tod', 'Ya no recibi'], 'and its question is the last word');

select * from finish();
rollback;
