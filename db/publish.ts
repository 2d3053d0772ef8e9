import { fileURLToPath } from "node:url";
import { Refusal, runCommand } from "#db/command.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";

await runCommand(async (connection) => {
  await migrateToLatest(connection);
  const rubrics = fileURLToPath(new URL("../rubrics", import.meta.url));
  const result = await publishRubrics(connection.db, rubrics);
  if (!result.ok) throw new Refusal(result.failure.message);
  const { published, unchanged, taken } = result.value;
  const done =
    published.length > 0
      ? `Published ${published.join(", ")}.`
      : `Nothing changed: ${unchanged.join(", ")} had been published.`;
  if (taken.length > 0) throw new Refusal([done, ...taken].join("\n"));
  return done;
});
