begin;
set local search_path = extensions, public;
select plan(3);

-- One from long ago who offers it, and more newer ones than a match compares, who do not.
do $$ begin
  update private.settings set value = 5 where name = 'innovators_looked_at';
  insert into public.users (tenant_id, phone_number, verified, innovator)
    select '00000000-0000-4000-8000-000000000001', '+1415555' || 2000 + n, true, true
    from generate_series(0, 7) n;
  insert into public.innovators (tenant_id, user_id, company_name, categories,
      solution_description, created_at)
    select u.tenant_id, u.id,
      case right(u.phone_number, 1) when '0' then 'Dry Boats' else 'Sail Makers' end,
      case right(u.phone_number, 1) when '0' then '{bilge pumps}' else '{sails}' end::text[],
      case right(u.phone_number, 1) when '7' then E'Pumps, and "''\\ | & !' else 'For boats' end,
      now() - interval '1 year' + right(u.phone_number, 1)::integer * interval '1 day'
    from public.users u where u.phone_number like '+14155552___';
end $$;
create function pg_temp.matches(request text) returns text language sql as $$
  select coalesce((select string_agg(m ->> 'company', ', ') from jsonb_array_elements(
    private.matches_of(jsonb_populate_record(null::public.solution_workflows, jsonb_build_object(
      'tenant_id', '00000000-0000-4000-8000-000000000001', 'user_id', gen_random_uuid(),
      'request_description', request)))) m), 'nobody')
$$;
select is(pg_temp.matches('a bilge pump'), 'Dry Boats, Sail Makers', 'however many are newer');
select is(pg_temp.matches(E'a quote\\ '' | & ! "'), 'nobody', 'whatever signs the need has');
select is(pg_temp.matches('the of'), 'nobody', 'a need without words is met by nobody');

select * from finish();
rollback;
