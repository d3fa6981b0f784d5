export { default } from "../probe/index.ts";
