import { describe, expect, test } from "vitest";
import { passwordProblem } from "#app/domain/password.ts";

const ana = { name: "Ana Ruiz-Moreno", email: "ana.ruiz@evenhand.example" };
const common = new Set(["1qaz2wsx3edc", "evenhanded-01"]);
const problem = (password: string) => passwordProblem(password, ana, common);

describe("a password is taken", () => {
  test.each([
    ["of a few words", "quiet otter on a bicycle"],
    ["of exactly twelve characters", "tr0ub4dor&3x"],
    ["of 128 characters", "abcdefgh".repeat(16)],
    ["in another script", "тихая выдра едет"],
    ["that has their name in a longer phrase", "ana drinks tea in Lisbon"],
    ["of the demonstration", "evenhand-demo-of-mine"],
  ])("%s", (_, password) => expect(problem(password)).toBeNull());
});

describe("a password is refused", () => {
  test.each([
    ["below twelve characters", "tr0ub4dor&3", "12 characters or more"],
    ["above 128", "abcdefgh".repeat(16).concat("x"), "128 characters or fewer"],
    ["of the same few characters", "abababababab", "repeats"],
    ["that everybody tries first", "1qaz2wsx3edc", "tried first"],
    ["that everybody tries first, in capitals", "1QAZ2WSX3EDC", "tried first"],
    ["that is their address", "ana.ruiz@evenhand.example", "your own name"],
    ["that is their name with a year", "AnaRuizMoreno1987", "your own name"],
    ["that is their name, written apart", "ana ruiz - moreno !!", "your own name"],
  ])("%s", (_, password, words) => expect(problem(password)).toContain(words));
});
