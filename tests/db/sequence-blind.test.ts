import { test } from "#tests/support/database.ts";
import { playSequences } from "#tests/support/sequences.ts";

test("whatever anybody does on a blind loop, nobody reads before their right and all of it is recorded", async ({
  shared,
}) => {
  await playSequences(shared, ["after-own", "after-all"]);
}, 600_000);
