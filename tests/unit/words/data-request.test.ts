import { expect, test } from "vitest";
import { saidOfData } from "../../../supabase/functions/_shared/words/data-request.ts";

test.each([
  "delete my data",
  "Please delete all my personal data from your systems.",
  "Forget me",
  "Can you erase everything you have on me?",
  "Hi! I want you to delete my account and data",
  "unsubscribe me and delete my data",
  "I invoke my right to be forgotten",
  "delete everything you know about me, please",
  "delete me",
  "I want all my data deleted",
  "delete all my personal data and stop texting me",
  "STOP. delete my data",
  "unsubscribe and delete my data",
  "forget everything about me",
  "I want to be forgotten",
  "Under GDPR, delete my data",
  "GDPR deletion request",
  "close my account and delete my data",
  "delete my chat history",
  "I'd like my account deleted",
])("%j asks for deletion", (body) => {
  expect(saidOfData(body)).toEqual({ asks: "erase", language: "en" });
});

test.each([
  "borra mis datos",
  "Por favor, eliminen mis datos personales",
  "Olvídame",
  "¿Pueden borrar todo lo que tienen de mí?",
  "quiero eliminar mi cuenta",
  "borren toda mi información",
  "bórrenme de su base de datos",
  "olviden todo de mí",
  "quiero ejercer mi derecho al olvido",
  "no quiero más mensajes, borren mis datos",
  "cancela mi cuenta y borra mis datos",
])("%j asks for deletion in Spanish", (body) => {
  expect(saidOfData(body)).toEqual({ asks: "erase", language: "es" });
});

test.each([
  ["send me my data", "en"],
  ["Please send me a copy of my data", "en"],
  ["export my data", "en"],
  ["I'd like a copy of everything you have about me", "en"],
  ["envíenme mis datos", "es"],
  ["quiero una copia de mis datos", "es"],
  ["Can I get a copy of my data?", "en"],
  ["I want my data", "en"],
  ["show me my data", "en"],
  ["what data do you have on me?", "en"],
  ["export my chats", "en"],
  ["data export please", "en"],
  ["quiero mis datos", "es"],
  ["dame mis datos", "es"],
])("%j asks for the data itself", (body, language) => {
  expect(saidOfData(body)).toEqual({ asks: "export", language });
});

test.each([
  ["DELETE", "erase_word"],
  ["Yes, delete it all", "erase_word"],
  ["BORRAR", "erase_word"],
  ["yes", "yes"],
  ["Sí", "yes"],
  ["No", "no"],
  ["no thanks", "no"],
])("%j may be an answer", (body, asks) => {
  expect(saidOfData(body)?.asks).toBe(asks);
});

test.each([
  "don't delete my data",
  "delete my account at Acme",
  "delete my last message",
  "delete my data point for Tuesday",
  "how do I delete my data at Google?",
  "do you delete my data?",
  "He said “delete my data” to them",
  "I forget my number",
  "forget it",
  "don't forget me!",
  "send me my data plan options",
  "what do you know about me?",
  "my data team is hiring",
  "No, I would rather meet on Friday",
  "yes and I told her so",
  "no borren mis datos",
  "delete the draft",
  "export my list",
  "export my contacts to CSV",
  "download my list",
  "delete my prospect list",
  "delete my conversation with Bob",
  "delete all messages from Bob",
  "delete my texts from yesterday",
  "delete my data analysis",
  "remove me from the yacht list",
  "should I delete my data from LinkedIn?",
  "what happens if I delete my account?",
  "my ex wants me to delete my account",
  "send me my details of the booking",
  "my data",
  "mis datos",
  "borra mi último mensaje",
  "exporta mi lista",
  "olvida lo que dije",
])("%j asks for none of it", (body) => {
  expect(saidOfData(body)).toBeNull();
});

test("a long text costs no more than its length", () => {
  const hostile = `${"please can you ".repeat(1_400)}delete my`;
  const started = performance.now();
  expect(saidOfData(hostile)).toBeNull();
  expect(performance.now() - started).toBeLessThan(100);
});
