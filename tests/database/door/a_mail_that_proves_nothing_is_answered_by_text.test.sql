begin;
set local search_path = extensions, public;
select plan(14);

select tests.newcomer();
create temp table tag as select tests.address_for('ada@engines.example') as one;
update private.settings set value = 100 where name = 'email_answers_a_day_max';

select is(tests.mail(sender, one, more), verdict, because)
from tag, (values
  ('ada@engines.example', '{"unproved": "not_aligned"}'::jsonb, 'unproved_sender',
   'a forged sender'),
  ('eve@engines.example', '{}', 'other_sender', 'a colleague'),
  ('ada+x@engines.example', '{}', 'other_sender', 'nor is a tag of hers left out'),
  (null, '{"unproved": "no_sender"}', 'unproved_sender', 'nobody')
) m (sender, more, verdict, because);
select is(verified, false, 'none of them lets anybody in') from public.users
  where phone_number = '+14155550123';
select is(tests.mail('ada@engines.example', one, at => now() + interval '73 hours'), 'expired',
  'too late') from tag;
create temp table newer as select tests.address_for('ada@difference.example') as one;
select is(tests.mail('ada@engines.example', one), 'superseded', 'one that another replaced') from tag;
select is(tests.mail('ada@difference.example', tag.one, jsonb_build_object('recipients',
  jsonb_build_array(tag.one, newer.one))), 'several_tags', 'two at once') from tag, newer;
select is(tests.mail('ada@difference.example', one), 'confirmed', 'the right one after all')
  from newer;
select is(tests.mail('ada@difference.example', one), 'used', 'and again') from newer;
select is(count(*), 8::bigint, 'each of them is answered') from private.inbound_emails where told;
select is(count(*), 0::bigint, 'without a word of who mailed, or from where') from tests.texts_out
  where content ~* '@|eve|engines';
select is(tests.mail('ada@engines.example', 'verify+0000000000000@verify.yachtparty.example'),
  'unknown_tag', 'a guess');
select is(tests.mail('ada@engines.example', 'hello@verify.yachtparty.example'), 'nobody',
  'and mail to nobody, are accounted for alone');

select * from finish();
rollback;
