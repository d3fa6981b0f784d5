begin;
set local search_path = extensions, public;
select plan(2);

select tests.newcomer();
select tests.mail('eve@engines.example', tests.address_for('ada@engines.example'));
select is(private.retire_emails(now() + interval '89 days'), 0, 'not before');
select is(private.retire_emails(now() + interval '91 days'), 2, 'an email and a tag');

select * from finish();
rollback;
