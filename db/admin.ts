import { fileURLToPath } from "node:url";
import { v7 as uuidv7 } from "uuid";
import { Invite } from "#app/domain/invitation.ts";
import { Refusal, runCommand } from "#db/command.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { createFirstAdministrator } from "#db/queries/first-administrator.server.ts";

if (process.argv[1] === fileURLToPath(import.meta.url))
  await runCommand(async (connection) => {
    const [name, email] = process.argv.slice(2);
    const parsed = Invite.safeParse({ id: uuidv7(), name, email, permissions: ["admin"] });
    if (!parsed.success)
      throw new Refusal('Say who it is: npm run admin -- "Ada Admin" ada@example.com');
    await migrateToLatest(connection);
    const made = await createFirstAdministrator(connection.db, parsed.data);
    if (!made.ok) throw new Refusal(made.failure.message);
    return `${parsed.data.name} signs in as ${parsed.data.email} with the password ${made.value.password}, and changes it under their account.`;
  });
