-- One tenant: members, ten a company, each with three topics, and as many prospects as members, at
-- the same companies and a thousand an innovator. The counts are parameters, the rows are the same
-- each time. Of the topics one is had by half of all, one by one of forty, one by one of a thousand.
-- Every tenth prospect has a company that is written wrongly, one in twenty was looked up.

create schema bench;

create function bench.id(kind text, nth bigint) returns uuid
language sql immutable parallel safe as $$ select md5(kind || '.' || nth)::uuid $$;

create function bench.company(nth bigint) returns text
language sql immutable parallel safe as $$
  select initcap(translate(substr(md5(nth::text), 1, 7), '0123456789', 'ghijklmnop') || ' '
    || translate(substr(md5((-nth)::text), 1, 6), '0123456789', 'qrstuvwxyz'))
$$;

create function bench.topic(nth bigint) returns text
language sql immutable parallel safe as $$
  -- Letters alone, so that it is one word.
  select 'topic' || translate(nth::text, '0123456789', 'bcdfghjklm')
$$;

create function bench.load_members(members bigint) returns void
language plpgsql as $$
begin
  insert into public.tenants (id, slug, name, product)
    values (bench.id('tenant', 0), 'bench', 'Bench', 'network');
  insert into public.users (id, tenant_id, phone_number, first_name, last_name, company, title,
      email, email_verified, verified, linkedin_url, expertise)
    select bench.id('user', n), bench.id('tenant', 0), '+1' || 2000000000 + n, 'First' || n,
      'Last' || n, bench.company(n / 10), (array['Engineer', 'Head of Sales', 'CTO'])[1 + n % 3],
      'u' || n || '@members.example', true, true, 'https://www.linkedin.com/in/u' || n,
      array[bench.topic(n % 1000), bench.topic((n * 7) % 40), bench.topic(n % 2)]
    from generate_series(0, members - 1) n;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'import' from public.users;
  insert into private.employers (tenant_id, key)
    select distinct tenant_id, private.company_key(company) from public.users;
  insert into private.employments (tenant_id, user_id, employer_id)
    select u.tenant_id, u.id, e.id from public.users u
    join private.employers e on e.tenant_id = u.tenant_id
      and e.key = private.company_key(u.company);
  -- What somebody knows comes again after three thousand members.
  create temporary table words on commit drop as
    select n, w.stem, w.weight
    from generate_series(0, least(members, 3000) - 1) n
    join public.users u on u.id = bench.id('user', n)
    cross join lateral private.words_of(u) w;
  insert into private.expert_words (user_id, stem, tenant_id, weight, standing)
    select u.id, w.stem, u.tenant_id, w.weight, (hashtext(u.id::text) & 1023) / 1023.0
    from generate_series(0, members - 1) m
    join public.users u on u.id = bench.id('user', m)
    join words w on w.n = m % 3000;
end
$$;

create function bench.load_prospects(prospects bigint) returns void
language sql as $$
  insert into public.innovators (id, tenant_id, user_id, company_name)
    select bench.id('innovator', n), bench.id('tenant', 0), bench.id('user', n), 'Dry Boats'
    from generate_series(0, greatest(prospects / 1000, 1) - 1) n;
  insert into public.prospects (id, tenant_id, innovator_id, email, first_name, last_name, company,
      title, match_at)
    select bench.id('prospect', n), bench.id('tenant', 0),
      bench.id('innovator', n / 1000 % greatest(prospects / 1000, 1)), 'p' || n || '@out.example',
      'P', 'Q' || n, case when n % 10 = 3
        then overlay(bench.company(n * 7 % (prospects / 10)) placing 'x' from 3 for 1)
        else bench.company(n * 7 % (prospects / 10)) || ', Inc.' end, 'Engineer',
      now() + (n % 100 - 50) * interval '1 hour'
    from generate_series(0, prospects - 1) n;
  insert into public.linkedin_research_prospects (tenant_id, name, company, mutual_connections,
      last_researched_at)
    select p.tenant_id, 'P Q' || n, p.company, jsonb_build_array(jsonb_build_object('name',
      'First' || n % prospects || ' Last' || n % prospects)), now()
    from generate_series(0, prospects - 1, 20) n
    join public.prospects p on p.id = bench.id('prospect', n);
$$;

create function bench.question(nth bigint) returns public.community_requests
language sql stable as $$
  select jsonb_populate_record(null::public.community_requests, jsonb_build_object(
    'id', bench.id('question', nth), 'tenant_id', bench.id('tenant', 0),
    'question', format('Who knows %s?', bench.topic((nth * 13) % 1000)),
    'expertise_needed', jsonb_build_array(bench.topic(nth % 2), bench.topic((nth * 3) % 40)),
    'declined_user_ids', '[]'::jsonb, 'status', 'open'))
$$;
