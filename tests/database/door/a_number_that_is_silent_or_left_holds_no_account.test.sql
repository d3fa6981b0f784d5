begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.mail(last_active_at timestamptz, more text default 'false') returns text
language plpgsql as $$
declare
  answer text;
begin
  update public.users set last_active_at = mail.last_active_at
    where id = '00000000-0000-4000-8000-000000000021';
  if more <> 'false' then execute more; end if;
  perform tests.newcomer('+14155550199');
  answer := tests.mail('grace@cobol-yachts.example',
    tests.address_for('grace@cobol-yachts.example', '+14155550199'));
  raise exception using errcode = 'YP999', message = answer;
exception when sqlstate 'YP999' then
  return sqlerrm;
end $$;

select is(pg_temp.mail(now() - interval '44 days'), 'held', 'silent for less than its time');
select is(pg_temp.mail(now() - interval '46 days'), 'moved', 'for longer');
select is(pg_temp.mail(null), 'held', 'who has never texted has not fallen silent');
select is(pg_temp.mail(now(), $$ update public.users set phone_number = null
  where id = '00000000-0000-4000-8000-000000000021' $$), 'moved', 'a number that was left');
select is(pg_temp.mail(now() - interval '46 days', $$ update public.users set blocked_at = now(),
  blocked_reason = 'abuse' where id = '00000000-0000-4000-8000-000000000021' $$), 'held',
  'a block is not left behind');

select * from finish();
rollback;
