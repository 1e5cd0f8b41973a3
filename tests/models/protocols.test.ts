/**
 * Every protocol: the right models hold, the broken ones are caught. TYPHON_MODEL_DEEP=1 adds the larger models;
 * TYPHON_MODEL_TRACE=1 prints the traces of the broken ones.
 */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { describe, type Protocol } from "./explorer.ts";

const deep = process.env.TYPHON_MODEL_DEEP === "1", traces = process.env.TYPHON_MODEL_TRACE === "1";
for (const file of readdirSync(import.meta.dirname).filter((f) => f.endsWith(".model.ts")).sort()) {
  const { protocol } = await import(`./${file}`) as { protocol: Protocol };
  for (const c of [...protocol.right, ...(deep ? protocol.deep : [])])
    test(c.name, () => {
      const r = c.run();
      console.log(`# ${describe(r).split("\n")[0]}`);
      assert.equal(r.violation, null, describe(r));
    });
  for (const c of protocol.broken)
    test(c.name, () => {
      const r = c.run();
      assert.ok(r.violation, `not caught: ${describe(r)}`);
      console.log(traces ? describe(r) : `# ${r.name}: caught (${r.violation.kind}: ${r.violation.message}) after ${r.states} states, trace of ${r.violation.trace.length - 1} steps`);
    });
}
