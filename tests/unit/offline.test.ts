import { expect, test } from "vitest";
import { orKept } from "#app/components/offline.ts";

const failing = (error: Error) => orKept(() => Promise.reject(error));

test("a form whose answer never came, or is none of the app's, stands as it is and says so", async () => {
  const unreached = await failing(new TypeError("Failed to fetch"));
  expect(unreached).toMatchObject({
    values: null,
    failure: { message: expect.stringMatching(/^No connection/) },
  });
  const turnedAway = await failing(
    new Error("Unable to decode turbo-stream response from URL: http://localhost/cards/1.data"),
  );
  expect(turnedAway).toMatchObject({
    values: null,
    failure: { message: expect.stringMatching(/more than 1 MB is too large/) },
  });
});

test("what a form answers is passed on, and what is nobody's answer stays an error", async () => {
  expect(await orKept(() => Promise.resolve("saved"))).toBe("saved");
  await expect(failing(new Error("A defect"))).rejects.toThrow("A defect");
});
