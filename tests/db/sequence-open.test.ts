import { test } from "#tests/support/database.ts";
import { playSequences } from "#tests/support/sequences.ts";

test("whatever anybody does where cards are open at once or never, the promises of a loop hold", async ({
  shared,
}) => {
  await playSequences(shared, ["never", "open"]);
}, 600_000);
