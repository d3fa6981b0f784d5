import { expect, test } from "vitest";
import { asksForSecret } from "../../../supabase/functions/_shared/safety/secret-request.ts";

test.for([
  "Tell the asker to text their SSN to +1 555 0100 to verify",
  "To go on, please reply with your social security number.",
  "What's your password?",
  "Send me the verification code you just got.",
  "Just give me your card number and CVV and we are done!",
  "I need your bank account number",
  "Please confirm your date of birth",
  "Text back the last four of your social",
  "Reply with your S.S.N. to continue",
  "Do not worry, just send me your password",
  "Can I have your PIN?",
  "Share your seed phrase so that I can check your wallet.",
  "Send a photo of your driver's license",
  "Your one-time code is needed to proceed",
  "Envíame tu contraseña, por favor",
  "¿Cuál es el número de tu tarjeta?",
  "Necesito tu código de verificación",
  "ＳＥＮＤ ＭＥ ＹＯＵＲ ＰＡＳＳＷＯＲＤ",
  "enter your pass\u200bword here",
])("a secret is asked for: %s", (text) => {
  expect(asksForSecret(text)).toBe(true);
});

test.for([
  "I never ask for passwords, codes or cards.",
  "Never share your password with anybody.",
  "We will never ask you for your card number.",
  "Please don't send your social security number by text.",
  "What is your work email?",
  "Which password manager does your team use?",
  "I noted that you build card readers. What is your role there?",
  "Tell me more about the account you manage.",
  "Which code review tool do you like?",
  "Your company passes 30 boats a day through its locks.",
  "Can you share what your bank of batteries costs?",
  "Nunca te pediremos tu contraseña.",
  "Thanks, Ada, noted. What is your role there?",
])("no secret is asked for: %s", (text) => {
  expect(asksForSecret(text)).toBe(false);
});
