begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.moved_after(opted_out text[]) returns text language plpgsql as $$
declare
  answer text;
begin
  perform tests.text_in('SM1');
  update public.users set last_active_at = now() - interval '60 days';
  perform tests.newcomer('+14155550199');
  answer := tests.address_for('grace@cobol-yachts.example', '+14155550199');
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'keyword' from public.users where phone_number = any (opted_out);
  answer := tests.mail('grace@cobol-yachts.example', answer);
  answer := answer || (select ' ' || (opted_out_at is not null) from public.users
    where id = '00000000-0000-4000-8000-000000000021') || (select ' ' || count(*)
    from public.users where opted_out_at is not null and phone_number = '+14155550111')
    || coalesce((select ' ' || purpose from tests.texts_out where content ~ 'START'
      and phone = '+14155550199'), '');
  raise exception using errcode = 'YP999', message = answer;
exception when sqlstate 'YP999' then
  return sqlerrm;
end $$;

select is(pg_temp.moved_after('{}'), 'moved false 0', 'nobody has opted out');
select is(pg_temp.moved_after('{+14155550111}'), 'moved true 1 confirmation',
  'who has from the old number is told so once, and the old number stays opted out');
select is(pg_temp.moved_after('{+14155550199}'), 'moved true 0', 'who has from the new one stays');
select is(pg_temp.moved_after('{+14155550111,+14155550199}'), 'moved true 1', 'from both');

select tests.text_in('SM1');
update public.users set last_active_at = now() - interval '60 days';
delete from public.users where phone_number = '+14155550199';
select tests.newcomer('+14155550199');
select is(tests.mail('grace@cobol-yachts.example',
  tests.address_for('grace@cobol-yachts.example', '+14155550199')), 'moved', 'who moves');
select is(count(*), 1::bigint, 'keeps how we came to text them') from public.consent_events
  where user_id = '00000000-0000-4000-8000-000000000021' and kind = 'first_contact';

select * from finish();
rollback;
