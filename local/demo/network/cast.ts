/** Who is in the story: `other` is an expert as well, who has nothing to say. */
export type Part = "asker" | "expert" | "other" | "provider" | "newcomer";

export interface Person {
  part: Part;
  phone: string;
  first_name: string;
  last_name: string;
  title: string;
  company: string;
  email: string;
}

/** 555-0100 to 0199 are fictitious, and nobody in supabase/seed.sql has these. */
export const CAST: Person[] = [
  {
    part: "asker",
    phone: "+14155550171",
    first_name: "Ada",
    last_name: "Lovelace",
    title: "Operations Manager",
    company: "Oakham Marina",
    email: "ada@oakham-marina.example",
  },
  {
    part: "expert",
    phone: "+14155550172",
    first_name: "Iris",
    last_name: "Capstan",
    title: "Consultant",
    company: "Capstan Advice",
    email: "iris@capstan-advice.example",
  },
  {
    part: "other",
    phone: "+14155550173",
    first_name: "Rafe",
    last_name: "Tiller",
    title: "Engineer",
    company: "Wherry Works",
    email: "rafe@wherry-works.example",
  },
  {
    part: "provider",
    phone: "+14155550174",
    first_name: "Nell",
    last_name: "Garboard",
    title: "Founder",
    company: "Bowline",
    email: "nell@bowline.example",
  },
  {
    part: "newcomer",
    phone: "+14155550175",
    first_name: "Tom",
    last_name: "Bowsprit",
    title: "Designer",
    company: "Skerry Ferries",
    email: "tom@skerry-ferries.example",
  },
];

export function personOf(part: Part): Person {
  const person = CAST.find((one) => one.part === part);
  if (person === undefined) throw new Error(`nobody plays the ${part}`);
  return person;
}

export const fullName = ({ first_name, last_name }: Person) => `${first_name} ${last_name}`;
