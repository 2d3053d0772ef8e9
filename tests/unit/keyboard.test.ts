import { describe, expect, test } from "vitest";
import { meaningOf, type Place, type Press } from "#app/routes/_app.cards.$cardId/keyboard.ts";

const place = (more: Partial<Place> = {}): Place => ({
  at: 1,
  stops: 8,
  choices: ["1", "2", "3", "4"],
  observed: true,
  typing: false,
  covered: false,
  single: true,
  ...more,
});
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  repeat: false,
  ...more,
});
const means = (key: string, at: Partial<Place> = {}, held: Partial<Press> = {}) =>
  meaningOf(press(key, held), place(at));

describe("a digit", () => {
  const ten = Array.from({ length: 10 }, (_, at) => String(at + 1));

  test("chooses the point it names, up to the scale's end", () => {
    expect(means("1")).toEqual({ do: "choose", value: "1" });
    expect(means("4")).toEqual({ do: "choose", value: "4" });
    expect(means("5")).toBeNull();
  });
  test("nought is ten on a scale of ten, and nothing on a shorter one", () => {
    expect(means("0", { choices: ten })).toEqual({ do: "choose", value: "10" });
    expect(means("1", { choices: ten })).toEqual({ do: "choose", value: "1" });
    expect(means("0")).toBeNull();
  });
  test("chooses among words where a stop has no scale", () => {
    const choices = ["strong-no", "no", "yes"];
    expect(means("3", { choices, observed: false })).toEqual({ do: "choose", value: "yes" });
  });
  test("may need the shift key on a keyboard that has it so", () => {
    expect(means("2", {}, { shiftKey: true })).toEqual({ do: "choose", value: "2" });
  });
});

describe("a letter", () => {
  test("steps to the next and the one before, and stays at the ends", () => {
    expect(means("j")).toEqual({ do: "go", to: 2 });
    expect(means("k")).toEqual({ do: "go", to: 0 });
    expect(means("j", { at: 7 })).toEqual({ do: "go", to: 7 });
    expect(means("k", { at: 0 })).toEqual({ do: "go", to: 0 });
  });
  test("says that nothing was observed, where that can be said", () => {
    expect(means("n")).toEqual({ do: "choose", value: "not-asked" });
    expect(means("s")).toEqual({ do: "choose", value: "no-signal" });
    expect(means("n", { observed: false })).toBeNull();
    expect(means("s", { observed: false })).toBeNull();
  });
  test("opens the evidence, a pattern, and the map", () => {
    expect(means("e")).toEqual({ do: "write" });
    expect(means("a")).toEqual({ do: "pattern" });
    expect(means("?", {}, { shiftKey: true })).toEqual({ do: "map" });
  });
  test("is the same with capitals locked, and another with shift held", () => {
    expect(means("J")).toEqual({ do: "go", to: 2 });
    expect(means("J", {}, { shiftKey: true })).toBeNull();
  });
  test("means nothing where it is not one of them", () => {
    for (const key of ["x", "Tab", "ArrowDown", " ", "Enter", "Escape", "F5"])
      expect(means(key)).toBeNull();
  });
});

describe("the browser and the writer come first", () => {
  const all = ["1", "n", "s", "j", "k", "e", "a", "?"];

  test("in a text field only leaving and sealing mean anything", () => {
    for (const key of all) expect(means(key, { typing: true })).toBeNull();
    expect(means("Escape", { typing: true })).toEqual({ do: "leave" });
    expect(means("Enter", { typing: true }, { ctrlKey: true })).toEqual({ do: "review" });
    expect(means("Enter", { typing: true }, { metaKey: true })).toEqual({ do: "review" });
    expect(means("Enter", { typing: true })).toBeNull();
  });
  test("with a modifier held, keys are the browser's", () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      for (const key of all) expect(means(key, {}, held)).toBeNull();
    expect(means("Enter", {}, { ctrlKey: true, altKey: true })).toBeNull();
    expect(means("Enter", {}, { ctrlKey: true, shiftKey: true })).toBeNull();
  });
  test("nothing is taken from somebody who is composing a character", () => {
    for (const key of [...all, "Escape"])
      for (const typing of [true, false])
        expect(means(key, { typing }, { isComposing: true })).toBeNull();
    expect(means("Enter", {}, { ctrlKey: true, isComposing: true })).toBeNull();
  });
  test("a dialog keeps the keys for itself", () => {
    for (const key of all) expect(means(key, { covered: true })).toBeNull();
    expect(means("Enter", { covered: true }, { ctrlKey: true })).toBeNull();
  });
  test("single keys can be turned off; leaving and sealing stay", () => {
    for (const key of all) expect(means(key, { single: false })).toBeNull();
    expect(means("Escape", { single: false, typing: true })).toEqual({ do: "leave" });
    expect(means("Enter", { single: false }, { ctrlKey: true })).toEqual({ do: "review" });
  });
  test("a key held down steps on, and neither rates nor adds twice", () => {
    expect(means("j", {}, { repeat: true })).toEqual({ do: "go", to: 2 });
    expect(means("3", {}, { repeat: true })).toBeNull();
    expect(means("a", {}, { repeat: true })).toBeNull();
    expect(means("Enter", {}, { repeat: true, ctrlKey: true })).toBeNull();
  });
});
