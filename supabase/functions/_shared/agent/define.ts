import { actionFields, PROPOSALS, type ProposalType } from "../actions.ts";
import { type ModelTool, toolSchema } from "../model.ts";
import { definePrompts, type Prompt, type PromptVersions } from "../prompt.ts";
import { READS, type ReadName, readFields } from "../reads.ts";
import type { ReplyContext } from "../worker/turn.ts";

/** An agent that answers people: its words, what it may propose and read. */
export interface Agent {
  type: string;
  /** The words that a variant asks for (`agent_instances.prompt_version`); null: the default. */
  promptOf: (version: string | null) => Prompt;
  tools: ModelTool[];
  proposes: readonly ProposalType[];
  reads: readonly ReadName[];
  /** What is said when the model has no words: true at any time, without promises. */
  plainReply: (context: ReplyContext) => string;
}

export interface AgentDefinition {
  type: string;
  prompts: PromptVersions;
  proposes: ProposalType[];
  reads: ReadName[];
  plainReply: (context: ReplyContext) => string;
}

export function defineAgent(definition: AgentDefinition): Agent {
  const tools = [
    ...definition.proposes.map((name) =>
      tool(name, PROPOSALS[name], toolSchema(actionFields[name])),
    ),
    ...definition.reads.map((name) => tool(name, READS[name], toolSchema(readFields[name]))),
  ];
  return {
    type: definition.type,
    promptOf: definePrompts(definition.prompts, tools),
    tools,
    proposes: definition.proposes,
    reads: definition.reads,
    plainReply: definition.plainReply,
  };
}

function tool(name: string, description: string, schema: ModelTool["input_schema"]): ModelTool {
  // The API takes 20 strict tools at most; of one without fields there is nothing to be strict about.
  const strict = Object.keys(schema.properties ?? {}).length > 0;
  return { name, description, input_schema: schema, ...(strict ? { strict } : {}) };
}
