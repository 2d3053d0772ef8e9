import type { Figure, Plot } from "#app/domain/figure.ts";
import { linesFile } from "#app/domain/figure-svg-lines.ts";
import { linksFile } from "#app/domain/figure-svg-links.ts";
import {
  ink,
  type Laid,
  legendOf,
  muted,
  paragraph,
  surface,
  text,
} from "#app/domain/figure-svg-parts.ts";
import { barsFile, dotsFile } from "#app/domain/figure-svg-rows.ts";
import { type Drawing, element, linesOf } from "#app/domain/svg-text.ts";

const WIDTH = 900;
const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;

/**
 * The figure as an SVG file that stands by itself: title, sentence, legend, plot, caption and a line
 * that says of what and when (`dateLine`), on a light ground, 900 pixels wide, in whatever sans-serif font there is.
 */
export function figureSvg(figure: Figure, { dateLine }: { readonly dateLine: string }): string {
  let y = MARGIN;
  const body: Drawing[] = [];
  const put = ({ height, drawn }: Laid, after: number) => {
    body.push(element("g", { transform: `translate(${MARGIN} ${y})` }, ...drawn));
    y += height + after;
  };
  put(paragraph(figure.title, INNER, { size: 20, weight: 600, fill: ink }), 8);
  put(paragraph(figure.sentence, INNER, { size: 14, fill: ink }), 14);
  put(legendOf(figure.plot, INNER), 10);
  put(plotFile(figure.plot), 16);
  body.push(element("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: y, y2: y, stroke: "#d9dde5" }));
  y += 10;
  put(paragraph(figure.caption, INNER, { size: 12, fill: muted }), 4);
  linesOf(dateLine, INNER, 12).forEach((line) => {
    body.push(text(MARGIN, y + 12, line, { size: 12, fill: muted }));
    y += 17;
  });
  const height = Math.ceil(y + MARGIN / 2);
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: "img",
      "font-family": "Helvetica, Arial, sans-serif",
    },
    element("title", {}, figure.title),
    element("desc", {}, `${figure.sentence} ${figure.caption}`),
    element("rect", { width: WIDTH, height, fill: surface }),
    ...body,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.svg}\n`;
}

function plotFile(plot: Plot): Laid {
  switch (plot.kind) {
    case "dots":
      return dotsFile(plot, INNER);
    case "bars":
      return barsFile(plot, INNER);
    case "lines":
      return linesFile(plot, INNER);
    case "links":
      return linksFile(plot, INNER);
  }
}
