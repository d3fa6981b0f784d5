begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_page(); end $$;
create function pg_temp.chat(client_id integer, asks text) returns jsonb language sql as $$
  select tests.write(client_id, data => jsonb_build_object('asks', asks, 'language', 'en'))
$$;
create temp table asked as select pg_temp.chat(1, 'export') #>> '{answer,text}' as words;
select matches(words, '^Your data, as a file: \S+[=#][0-9a-f]{48} The link', 'a link is given')
  from asked;
select is(worker.begin_export(encode(digest(substring(words from '[=#]([0-9a-f]{48})'), 'sha256'),
  'hex'), null, null) ? 'relations', true, 'that opens') from asked;
select matches(tests.write(2) #>> '{turn,context,messages}', 'Your data, as a file: \S+[=#]… The link',
  'a later turn knows of it, and no model has its token');
do $$ begin perform pg_temp.chat(n, 'export') from generate_series(3, 6) n; end $$;
select matches(pg_temp.chat(7, 'export') #>> '{answer,text}', '^You have had your data several times',
  'as often as by text');

insert into public.consent_events (tenant_id, user_id, kind, source) select tenant_id, id,
  'opt_out', 'operator' from public.users where id = '00000000-0000-4000-8000-000000000031';
select matches(pg_temp.chat(8, 'erase') #>> '{answer,text}', '^Shall ',
  'who has opted out of texts is asked on the page');
do $$ begin perform pg_temp.chat(9, 'no'); end $$;
update public.users set blocked_at = now(), blocked_reason = 'a test' where id = '00000000-0000-4000-8000-000000000031';
select is(pg_temp.chat(10, 'export') ->> 'state', 'unanswered', 'who is blocked gets no link');
select is(pg_temp.chat(11, 'erase') -> 'answer', 'null', 'nor words');
select bag_eq('select status from tests.erasures', array['withdrawn', 'confirmed'],
  'but is taken at their word');

select * from finish();
rollback;
