import { benchSuggestions } from "../training/evaluate.ts";
import { benchCalibration } from "./calibration.ts";
import { benchCalibrationView } from "./calibration-view.ts";
import { benchFlags } from "./flags.ts";
import { benchPages } from "./pages.ts";
import { benchRaterFlags } from "./rater-flags.ts";
import { seedOrganisation } from "./seed.ts";

/**
 * `npm run bench -- pages [--json]`: measures, side by side, on this machine and in this run.
 * `npm run bench -- seed [--ratings 1000000] [--database <url>]` makes an organisation to open.
 */
const benches: Record<string, (json: boolean, words: readonly string[]) => Promise<void>> = {
  pages: benchPages,
  calibration: benchCalibration,
  "calibration-view": benchCalibrationView,
  "rater-flags": benchRaterFlags,
  flags: benchFlags,
  suggestions: benchSuggestions,
  seed: (_, words) => seedOrganisation(words),
};

const [name = "", ...words] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(
    `Which bench? One of: ${Object.keys(benches).join(", ")}. For example npm run bench -- pages`,
  );
  process.exit(1);
}
await bench(words.includes("--json"), words);
