import { expect, test } from "vitest";
import { aidOf } from "#app/routes/_app.cards.$cardId/text-edits.ts";

const press = (key: string, code: string, held: readonly string[] = ["altKey"]) => ({
  ...{ key, code, isComposing: false },
  altKey: held.includes("altKey"),
  ctrlKey: held.includes("ctrlKey"),
  metaKey: held.includes("metaKey"),
  shiftKey: held.includes("shiftKey"),
});

test.for<[string, ReturnType<typeof press>, ReturnType<typeof aidOf>]>([
  ["Alt and M", press("m", "KeyM"), "minutes"],
  ["with the shift lock", press("M", "KeyM"), "minutes"],
  ["Option and M on a Mac, which types µ", press("µ", "KeyM"), "minutes"],
  ["Alt and Q", press("q", "KeyQ"), "quote"],
  ["Option and Q on a Mac, which types œ", press("œ", "KeyQ"), "quote"],
  ["Q where a French keyboard has it", press("q", "KeyA"), "quote"],
  ["what stands at its place there", press("a", "KeyQ"), null],
  ["a plain letter", press("m", "KeyM", []), null],
  ["AltGr, which types µ on a German keyboard", press("µ", "KeyM", ["altKey", "ctrlKey"]), null],
  ["with Shift", press("M", "KeyM", ["altKey", "shiftKey"]), null],
  ["the system's own", press("m", "KeyM", ["altKey", "metaKey"]), null],
  ["while a word is composed", { ...press("m", "KeyM"), isComposing: true }, null],
])("%s", ([, pressed, aid]) => {
  expect(aidOf(pressed)).toBe(aid);
});
