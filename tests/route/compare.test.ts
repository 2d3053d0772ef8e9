import { expect } from "vitest";
import { calibrated } from "#tests/support/calibrated.ts";
import * as make from "#tests/support/factory.ts";
import { test } from "#tests/support/probing.ts";

test("a comparison begins with two positions, and its figures are files of the page's own selections", async ({
  db,
  ask,
}) => {
  const cora = await make.person(db, { name: "Cora", permissions: ["committee"] });
  const [ana, ben] = [
    await make.person(db, { name: "Ana" }),
    await make.person(db, { name: "Ben" }),
  ];
  const both = [
    await make.position(db, { title: "Storage" }),
    await make.position(db, { title: "Search" }),
  ];
  for (const [at, position] of both.entries()) {
    const sealed = (of: typeof ana, score: number) =>
      ({ of, state: "sealed", says: { score } }) as const;
    for (const score of [1, 2, 3])
      await make.loopWith(db, {
        ...{ position, state: "decided" as const },
        candidateId: (await make.candidate(db, { name: `Cleo ${at} ${score}` })).id,
        interviewers: [sealed(ana, score), sealed(ben, score + at)],
      });
    const { id: positionId, rubricVersionId } = position;
    await calibrated(db, { positionId, rubricVersionId });
  }
  const begun = await ask({ path: "/calibration/compare", as: cora });
  expect([begun.status, begun.headers]).toEqual([302, expect.stringContaining("?b.position=")]);
  const [one] = both;
  const twice = `?a.position=${one?.id}&b.position=${one?.id}`;
  expect((await ask({ path: `/calibration/compare${twice}`, as: cora })).text).toContain(
    "Both are the same selection",
  );
  const search = `?a.position=${both[0]?.id}&b.position=${both[1]?.id}`;
  const file = (name: string, as = cora) =>
    ask({ path: `/calibration/compare/${name}${search}`, as });
  const { text: page } = await ask({ path: `/calibration/compare${search}`, as: cora });
  for (const id of ["means", "agreements", "distributions-1", "distributions-2"])
    for (const format of ["csv", "svg"]) {
      expect(page, id).toContain(`/calibration/compare/${id}.${format}?a.position=`);
      expect((await file(`${id}.${format}`)).status, id).toBe(200);
    }
  const means = (await file("means.csv")).text.split("\r\n");
  expect(means[0]).toBe(
    'Criterion,"Mean, Storage","Scores, Storage","Mean, Search","Scores, Search"',
  );
  expect(means[1]).toMatch(/,2,6,2\.5,6$/);
  expect((await file("distributions-2.svg")).text).toContain("Scores by criterion, Search");
  const svg = await file("means.svg");
  expect(svg.headers).toContain("attachment");
  expect(svg.text).toContain("Storage");
  expect((await file("means.svg", ana)).status).toBe(404);
  expect(page).toContain("Nobody has 5 candidates in both whom somebody else scored too.");
  expect((await file("severities.csv")).status).toBe(404);
  for (const name of ["nothing.csv", "means.pdf", "distributions-3.svg"])
    expect((await file(name)).status, name).toBe(404);
});
