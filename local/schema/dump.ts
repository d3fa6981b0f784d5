import type { Catalog, Column, Grant, Job, Relation, Routine, Schema } from "./catalog.ts";

const HEADER = `\
-- The schema as the migrations leave it, for review: a change of a migration shows here in full.
-- Written by npm run schema and compared by npm test; not meant to be run. Relations and functions
-- stand under their schema, by name. Definitions are as Postgres prints them. Rights are complete
-- but for the owner's: what is not granted here is not granted. Left out: extensions, and the
-- partitions of single months.
`;

/** The whole schema as SQL to read. */
export function dumpSchema(catalog: Catalog): string {
  const sections = catalog.schemas.flatMap((schema) => [
    dumpOwn(schema),
    ...catalog.relations.filter((one) => one.schema === schema.name).map(dumpRelation),
    ...catalog.routines.filter((one) => one.schema === schema.name).map(dumpRoutine),
  ]);
  return `${[HEADER.trimEnd(), ...sections, ...catalog.jobs.map(dumpJob)].join("\n\n")}\n`;
}

function dumpOwn({ name, owner, comment, grants, defaultGrants }: Schema): string {
  return lines(
    name === "public" ? `-- schema public is there before` : `create schema ${name};`,
    name === "public" ? "" : commentOn(`schema ${name}`, comment),
    grants.map(({ to, privileges }) => `grant ${privileges} on schema ${name} to ${to};`),
    defaultGrants.map(
      ({ to, privileges }) =>
        `alter default privileges for role ${owner === "pg_database_owner" ? "postgres" : owner} ` +
        `in schema ${name} grant ${privileges} to ${to};`,
    ),
  );
}

function dumpRelation(relation: Relation): string {
  const name = `${relation.schema}.${quoteName(relation.name)}`;
  const kind = relation.kind;
  return lines(
    relation.definition === null ? createTable(relation, name) : createView(relation, name),
    ownerOf(kind, name, relation.owner),
    commentOn(`${kind} ${name}`, relation.comment),
    relation.columns.map((one) => commentOn(`column ${name}.${quoteName(one.name)}`, one.comment)),
    relation.indexes.map((definition) => `${definition};`),
    relation.triggers.map((one) => `${one.definition};`),
    relation.rowSecurity ? `alter table ${name} enable row level security;` : "",
    relation.rowSecurityForced ? `alter table ${name} force row level security;` : "",
    relation.policies.map((one) =>
      [
        `create policy "${one.name}" on ${name}${one.permissive ? "" : " as restrictive"}`,
        `  for ${one.command} to ${one.roles.join(", ")}`,
        one.using === null ? "" : `  using (${one.using})`,
        one.check === null ? "" : `  with check (${one.check})`,
      ]
        .filter((line) => line !== "")
        .join("\n")
        .concat(";"),
    ),
    relation.grants.map(({ to, privileges }) => `grant ${privileges} on ${name} to ${to};`),
    columnGrants(relation.columns).map(
      ({ to, privileges, columns }) =>
        `grant ${privileges} (${columns.map(quoteName).join(", ")}) on ${name} to ${to};`,
    ),
  );
}

function createTable(relation: Relation, name: string): string {
  if (relation.partitionOf !== null) {
    return `create table ${name} partition of ${relation.partitionOf} default;`;
  }
  const inner = [
    ...relation.columns.map(columnLine),
    ...relation.constraints.map((one) => `constraint ${quoteName(one.name)} ${one.definition}`),
  ];
  const partition = relation.partitionBy === null ? "" : ` partition by ${relation.partitionBy}`;
  return `create table ${name} (\n  ${inner.join(",\n  ")}\n)${partition}${optionsOf(relation)};`;
}

function createView(relation: Relation, name: string): string {
  return `create ${relation.kind} ${name}${optionsOf(relation)} as\n${relation.definition}`;
}

function optionsOf({ options }: Relation): string {
  return options.length === 0 ? "" : ` with (${options.toSorted().join(", ")})`;
}

function columnLine(column: Column): string {
  return [
    quoteName(column.name),
    column.type,
    column.notNull ? "not null" : "",
    column.identity === null ? "" : `generated ${column.identity} as identity`,
    column.generated ? `generated always as (${column.default}) stored` : "",
    column.default !== null && !column.generated ? `default ${column.default}` : "",
  ]
    .filter((word) => word !== "")
    .join(" ");
}

/** Grants on single columns, with the columns of one role and right together. */
function columnGrants(columns: Column[]): (Grant & { columns: string[] })[] {
  const together = new Map<string, Grant & { columns: string[] }>();
  for (const column of columns) {
    for (const grant of column.grants) {
      const key = `${grant.to} ${grant.privileges}`;
      const entry = together.get(key) ?? { ...grant, columns: [] };
      entry.columns.push(column.name);
      together.set(key, entry);
    }
  }
  return [...together.values()];
}

function dumpRoutine(routine: Routine): string {
  return lines(
    `${routine.definition.trimEnd()};`,
    ownerOf("function", routine.signature, routine.owner),
    commentOn(`function ${routine.signature}`, routine.comment),
    routine.grants.map(({ to }) => `grant execute on function ${routine.signature} to ${to};`),
  );
}

function dumpJob({ name, schedule, command, active }: Job): string {
  const call = `select cron.schedule(${[name, schedule, command].map(quoteText).join(", ")});`;
  return active ? call : `${call} -- not active`;
}

function ownerOf(kind: string, name: string, owner: string): string {
  return owner === "postgres" ? "" : `alter ${kind} ${name} owner to ${owner};`;
}

function commentOn(object: string, comment: string | null): string {
  return comment === null ? "" : `comment on ${object} is\n  ${quoteText(comment)};`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function lines(...parts: (string | string[])[]): string {
  return parts
    .flat()
    .filter((line) => line !== "")
    .join("\n");
}
