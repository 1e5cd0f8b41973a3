/** npx tsx tests/models/one.ts merge [deep|broken]: runs one protocol's models and prints what they found. */
import { describe, type Protocol } from "./explorer.ts";
const [name, what] = process.argv.slice(2);
const { protocol } = await import(`./${name}.model.ts`) as { protocol: Protocol };
const all = { right: protocol.right, deep: protocol.deep, broken: protocol.broken };
for (const [kind, cases] of Object.entries(all)) {
  if (what ? what !== kind : kind === "deep") continue;
  for (const c of cases) { const r = c.run(); console.log(`${(r.violation === null) === (kind !== "broken") ? "ok  " : "BAD "} ${describe(r)}`); }
}
