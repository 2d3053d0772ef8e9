import { fileURLToPath } from "node:url";
import { Refusal, runCommand } from "#db/command.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { publishRubrics } from "#db/queries/rubric.server.ts";

await runCommand(async (connection) => {
  await migrateToLatest(connection);
  const rubrics = fileURLToPath(new URL("../rubrics", import.meta.url));
  const result = await publishRubrics(connection.db, rubrics);
  if (!result.ok) throw new Refusal(result.failure.message);
  const { published, unchanged } = result.value;
  if (published.length === 0) return `Nothing changed: ${unchanged.join(", ")} had been published.`;
  return `Published ${published.join(", ")}.`;
});
