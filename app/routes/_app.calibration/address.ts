import { useSearchParams } from "@remix-run/react";
import type { FigureFiles } from "#app/components/figure-view.tsx";
import type { FigureId } from "#app/domain/calibration/figures-view.ts";

/** The address's own parameters as hidden fields and links take them along, without those named. */
export function keptParams(params: URLSearchParams, ...without: readonly string[]) {
  return [...params].filter(([name, value]) => value !== "" && !without.includes(name));
}

/** Where the files of this page's figures are: the same selection, under the figure's name. */
export function useFiles(): (id: FigureId) => FigureFiles {
  const [params] = useSearchParams();
  const query = new URLSearchParams(keptParams(params)).toString();
  const search = query === "" ? "" : `?${query}`;
  return (id) => ({
    csv: `/calibration/${id}.csv${search}`,
    svg: `/calibration/${id}.svg${search}`,
  });
}
