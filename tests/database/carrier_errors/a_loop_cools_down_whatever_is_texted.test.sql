begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
select private.heed_error(id, 14107, now()) from public.messages;
create view pg_temp.grace as select unreachable_code, unreachable_until from public.users
  where id = '00000000-0000-4000-8000-000000000021';

select results_eq('select * from pg_temp.grace',
  $$ values (14107, now() + interval '1 minute') $$, 'a minute of silence');
select private.lift_unreachable('00000000-0000-4000-8000-000000000021');
select is((select unreachable_code from pg_temp.grace), 14107,
  'the next text, which may be the loop''s, does not end it');
select is_empty('select * from public.senders where paused_at is not null',
  'others are texted as before');

select * from finish();
rollback;
