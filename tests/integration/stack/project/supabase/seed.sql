insert into public.notes select n, 'seeded' from generate_series(1, 1001) n;
