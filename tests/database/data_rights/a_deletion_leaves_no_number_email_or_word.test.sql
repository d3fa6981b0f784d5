begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.somebody_everywhere(); end $$;
create function pg_temp.has_none_of(relation text, whose text) returns boolean
language plpgsql as $$
declare none boolean;
begin
  execute format('select not exists (select from %s r where %s)', relation, whose) into none
    using (select id from public.users where phone_number = '+14155550177');
  return none;
end $$;
select is_empty($$ select relation from private.personal_data
  where whose is not null and pg_temp.has_none_of(relation, whose) $$,
  'somebody has a row in every table that can be theirs');
select cmp_ok((select count(*) from tests.where_it_stands('4155550177')), '>=', 4::bigint,
  'the number is about');
select cmp_ok((select count(*) from tests.where_it_stands('zzwidow')), '>=', 5::bigint,
  'the email, too');
select cmp_ok((select count(*) from tests.where_it_stands('zzgannet')), '>=', 21::bigint,
  'and their words');

do $$ begin
  perform tests.ask_of_data('e1', 'erase', phone => '+14155550177');
  perform tests.ask_of_data('e2', 'erase_word', phone => '+14155550177');
  perform tests.send_all();
end $$;
select is(tests.erase(), 'ready', 'they are deleted');
set constraints all immediate;
select is_empty($$ select w from tests.where_it_stands('4155550177') w $$, 'the number is nowhere');
select is_empty($$ select w from tests.where_it_stands('zzwidow') w $$, 'nor is the email');
select is_empty($$ select w from tests.where_it_stands('zzgannet') w $$, 'nor is a word of theirs');

select * from finish();
rollback;
