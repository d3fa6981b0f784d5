begin;
set local search_path = extensions, public;
select plan((select 3 * count(*)::integer from tests.access));

do $$ begin perform tests.one_of_each(); end $$;

-- Without a row there, nothing would be seen by anyone, and that would prove nothing.
select isnt(tests.rows_seen(null, relation, format('tenant = %L and whose %s',
    '00000000-0000-4000-8000-000000000001',
    case whose when 'null' then 'is null' else format('= %L', person.id) end)), '{}',
  format('%s of %s', relation, person.name))
from tests.access, (values ('00000000-0000-4000-8000-000000000021'::uuid, 'the member'),
  ((select id from public.users where phone_number = '+14155550122'), 'another member'))
  person (id, name);

select isnt(tests.rows_of_tenant(2, relation), '{}', relation || ' of another tenant')
from tests.access where operator = 'all'
union all
select isnt(tests.rows_seen(null, relation, 'tenant = ''00000000-0000-4000-8000-000000000002'''),
  '{}', relation || ' of another tenant')
from tests.access where operator = 'none';

select * from finish();
rollback;
