import { type ChatCompletionRequest, type FixtureResponse, LLMock } from "@copilotkit/aimock";
import { rankingOf } from "./persona/account-manager.ts";
import { answerJudged, loopClosed, requestRead } from "./persona/agent-of-humans.ts";
import { assistantMove } from "./persona/assistant.ts";
import { bouncerMove } from "./persona/bouncer.ts";
import { coachMove } from "./persona/coach.ts";
import { conciergeMove } from "./persona/concierge.ts";
import { analysed } from "./persona/conversation-analysis.ts";
import { crisisJudged } from "./persona/crisis-review.ts";
import { innovatorMove } from "./persona/innovator.ts";
import { ownTextsMove } from "./persona/own-texts.ts";
import { type Move, roleOf, sceneOf, systemOf, textOf } from "./persona/scene.ts";
import { solutionJudged } from "./persona/solution-saga.ts";
import { summaryOf } from "./persona/summariser.ts";

/** Characters in a token, about: what the offline model's counts are made of. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * aimock with the offline model's personas behind it: it speaks the Messages API on any free port
 * of the loopback. It accepts what the real API refuses; `server.ts` stands in front of it.
 */
export async function startBrain(): Promise<LLMock> {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", journalMaxEntries: 1 });
  mock.on({ predicate: () => true }, answerTo);
  await mock.start();
  return mock;
}

function answerTo(request: ChatCompletionRequest): FixtureResponse {
  const move = moveFor(request);
  const usage = {
    input_tokens: tokens(request.messages.map(textOf).join("\n")),
    output_tokens: tokens(JSON.stringify(move)),
  };
  if ("say" in move) return { content: move.say, usage };
  const toolCalls = move.tools.map((tool) => ({
    name: tool.name,
    arguments: JSON.stringify(tool.input),
  }));
  return { toolCalls, usage };
}

function moveFor(request: ChatCompletionRequest): Move {
  switch (roleOf(systemOf(request))) {
    case "bouncer":
      return ownTextsMove(sceneOf(request), bouncerMove);
    case "concierge":
      return ownTextsMove(sceneOf(request), conciergeMove);
    case "innovator":
      return ownTextsMove(sceneOf(request), innovatorMove);
    case "assistant":
      return ownTextsMove(sceneOf(request), assistantMove);
    case "coach":
      return ownTextsMove(sceneOf(request), coachMove);
    case "conversation-analysis":
      return { say: analysed(request.messages.map(textOf).join("\n")) };
    case "account-manager":
      return { say: rankingOf(request.messages.map(textOf).join("\n")) };
    case "agent-of-humans-request":
      return { say: requestRead(request.messages.map(textOf).join("\n")) };
    case "agent-of-humans-answer":
      return { say: answerJudged(request.messages.map(textOf).join("\n")) };
    case "agent-of-humans-loop":
      return { say: loopClosed(request.messages.map(textOf).join("\n")) };
    case "solution-saga-evaluate":
      return { say: solutionJudged(request.messages.map(textOf).join("\n")) };
    case "crisis-review":
      return { say: crisisJudged(request.messages.map(textOf).join("\n")) };
    case "conversation-summary":
      return { say: summaryOf(request.messages.map(textOf).join("\n")) };
    default:
      return {
        say: "I am the offline model: I play set roles, and this prompt names none of them.",
      };
  }
}

function tokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / CHARACTERS_PER_TOKEN));
}
