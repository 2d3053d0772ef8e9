import type { Plugin } from "vite";
import { mutations } from "./table.ts";

/** Puts the line that `MUTATION` numbers in place of the one that is right, and touches no file. */
export function mutant(number = process.env.MUTATION): Plugin | null {
  if (number === undefined) return null;
  const mutation = mutations[Number(number)];
  if (!mutation) throw new Error(`There is no mutation ${number}`);
  const { file, before, after } = mutation;
  return {
    name: "mutant",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith(`/${file}`)) return null;
      return code.replace(before, () => after);
    },
  };
}
