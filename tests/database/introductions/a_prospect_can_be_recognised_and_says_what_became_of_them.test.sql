begin;
set local search_path = extensions, public;
select plan(7);

insert into public.innovators (id, tenant_id, user_id, company_name) values
  ('c3000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', 'Dry Boats');
create function pg_temp.add(columns text, given text) returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.prospects
    (tenant_id, innovator_id, %s) values ((select tenant_id from public.users where id = %L),
    ''c3000000-0000-4000-8000-000000000001'', %s)', columns,
    '00000000-0000-4000-8000-000000000021', given))
$$;

select is(pg_temp.add(columns, given), outcome, columns || ': ' || given)
from (values
  ('first_name', '''Noah''', '23514'), ('last_name', '''Noah''', 'allowed'),
  ('email', '''noah@ark.example''', 'allowed'), ('company', '''Ark''', '23514'),
  ('last_name, status', '''Noah'', ''converted''', '23514'),
  ('last_name, converted_at', '''Noah'', now()', '23514'),
  ('last_name, status, converted_at', '''Noah'', ''converted'', now()', 'allowed')
) t (columns, given, outcome);

select * from finish();
rollback;
