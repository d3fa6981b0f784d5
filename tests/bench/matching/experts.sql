-- Members with topics, in one tenant: the counts are parameters, the rows are the same each time.

create schema bench;

create function bench.topic(nth bigint) returns text
language sql immutable parallel safe as $$
  -- Letters alone, so that it is one word.
  select 'topic' || translate(nth::text, '0123456789', 'bcdfghjklm')
$$;

create function bench.load_experts(people bigint) returns void
language plpgsql as $$
begin
  insert into public.tenants (id, slug, name, product)
    values (md5('tenant')::uuid, 'bench', 'Bench', 'network');
  -- Loaded as the trigger would have it, in one statement.
  alter table public.users disable trigger user;
  insert into public.users (id, tenant_id, phone_number, verified, expertise)
    select md5('person' || n)::uuid, md5('tenant')::uuid, '+1' || 2000000000 + n, true,
      array[bench.topic(n % 1000), bench.topic((n * 7) % 40), bench.topic(n % 2)]
    from generate_series(1, people) n;
  alter table public.users enable trigger user;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'web_form' from public.users;
  insert into private.expert_words (user_id, stem, tenant_id, weight, standing)
    select u.id, w.stem, u.tenant_id, w.weight,
      (hashtext(u.id::text) & 1023) / 1023.0
    from public.users u cross join lateral private.words_of(u) w;
end
$$;

create function bench.question(nth bigint) returns public.community_requests
language sql stable as $$
  select jsonb_populate_record(null::public.community_requests, jsonb_build_object(
    'id', md5('question' || nth)::uuid, 'tenant_id', md5('tenant')::uuid,
    'question', format('Who knows %s?', bench.topic((nth * 13) % 1000)),
    'expertise_needed', jsonb_build_array(bench.topic(nth % 2), bench.topic((nth * 3) % 40)),
    'declined_user_ids', '[]'::jsonb, 'status', 'open'))
$$;
