begin;
set local search_path = extensions, public;
select plan(8);

select tests.newcomer();
create function pg_temp.filled(words text) returns text language plpgsql as $$
begin
  return private.fill_placeholders(words, u) from public.users u where u.phone_number = '+14155550123';
exception when sqlstate 'YP001' then
  return 'refused: ' || sqlerrm;
end $$;

select matches(pg_temp.filled('Mail {{verification_address}}'), 'refused: .*nothing now',
  'none without a request');
create temp table tag as select tests.address_for('ada@engines.example') as one;
select is(pg_temp.filled('Mail to {{ verification_address }}, {{verification_address}}.'),
  'Mail to ' || one || ', ' || one || '.', 'filled wherever it stands') from tag;
select is(pg_temp.filled('Nothing {to} fill'), 'Nothing {to} fill', 'other words stay');
select matches(pg_temp.filled('{{checkout}}'), 'refused: .*no such', 'an unknown one is refused');
select matches(pg_temp.filled('{{Bal-ance}}'), 'refused: .*written', 'so is half of one');
select matches(pg_temp.filled('verify+zzzzzzzzzzzzz@verify.yachtparty.example'), 'refused: .*spelt',
  'and an address that a model made up');
select is(pg_temp.filled(one), one, 'but not the person''s own') from tag;
select is(count(*), 0::bigint, 'each placeholder has its function') from private.placeholders p
  where to_regprocedure('private.placeholder_' || p.name || '(public.users)') is null;

select * from finish();
rollback;
