import { useSearchParams } from "@remix-run/react";
import type { ViewPart } from "#app/domain/calibration/parts.ts";
import type { DrawnFigure } from "#app/domain/figure.ts";

/** The address's own parameters as hidden fields and links take them along, without those named. */
export function keptParams(params: URLSearchParams, ...without: readonly string[]) {
  return [...params].filter(([name, value]) => value !== "" && !without.includes(name));
}

const address = (path: string, params: readonly (readonly [string, string])[]) => {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value])).toString();
  return query === "" ? path || "?" : `${path}?${query}`;
};

/** Where the same selection is shown in another part. */
export function usePart(): (part: ViewPart) => string {
  const [params] = useSearchParams();
  const kept = keptParams(params, "part", "page", "interviewers", "pair", "table");
  return (part) => address("", part === "candidates" ? kept : [...kept, ["part", part]]);
}

/** Where a figure's files are, and its table: the same selection, under the figure's name. */
export function useFigure() {
  const [params] = useSearchParams();
  const files = keptParams(params, "part", "table");
  const page = keptParams(params, "table");
  return ({ id, table }: DrawnFigure) => ({
    files: {
      csv: address(`/calibration/${id}.csv`, files),
      svg: address(`/calibration/${id}.svg`, files),
    },
    tableTo: `${address("", table ? page : [...page, ["table", id]])}#table-${id}`,
  });
}
