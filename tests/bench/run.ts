import { benchCalibration } from "./calibration.ts";
import { benchPages } from "./pages.ts";
import { benchRaterFlags } from "./rater-flags.ts";

/** `npm run bench -- pages [--json]`: measures, side by side, on this machine and in this run. */
const benches: Record<string, (json: boolean) => Promise<void>> = {
  pages: benchPages,
  calibration: benchCalibration,
  "rater-flags": benchRaterFlags,
};

const [name = ""] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const bench = benches[name];
if (!bench) {
  console.error(
    `Which bench? One of: ${Object.keys(benches).join(", ")}. For example npm run bench -- pages`,
  );
  process.exit(1);
}
await bench(process.argv.includes("--json"));
