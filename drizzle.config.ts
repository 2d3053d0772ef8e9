import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema.server.ts",
  out: "./migrations",
  casing: "snake_case",
});
