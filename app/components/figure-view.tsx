import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Bars } from "#app/components/figure-bars.tsx";
import { Dots } from "#app/components/figure-dots.tsx";
import { Lines } from "#app/components/figure-lines.tsx";
import { Links } from "#app/components/figure-links.tsx";
import { PngButton } from "#app/components/figure-png.tsx";
import { FigureTable } from "#app/components/figure-table.tsx";
import { panel } from "#app/components/page.tsx";
import type { DrawnFigure } from "#app/domain/figure.ts";

/** Addresses of the figure's files. */
export type FigureFiles = { readonly csv: string; readonly svg: string };

/**
 * A figure as its reader meets it: what one sees in a sentence, the plot, what it is made of, its table
 * and its files. `heading` is null where the page has said the title already; `lead` puts something, such
 * as a checkbox, before a row's label. `tableTo` is the address that shows or hides the table, where it is
 * sent to whoever asks for it.
 */
export function FigureView({
  figure,
  files,
  heading = "h3",
  lead,
  tableTo,
}: {
  figure: DrawnFigure;
  files: FigureFiles | null;
  heading?: "h2" | "h3" | "h4" | null;
  lead?: (rowId: string) => ReactNode;
  tableTo?: string;
}) {
  const Heading = heading;
  const name = `figure-${figure.id}`;
  return (
    <div className="mb-6">
      {Heading ? (
        <Heading id={name} className={Heading === "h2" ? "text-heading" : "text-prose"}>
          {figure.title}
        </Heading>
      ) : null}
      <p className="mb-3 max-w-measure">{figure.sentence}</p>
      <figure
        className={panel}
        {...(Heading ? { "aria-labelledby": name } : { "aria-label": figure.title })}
      >
        <PlotView figure={figure} {...(lead ? { lead } : {})} />
        <figcaption className="border-t border-line px-3 py-2.5 text-small text-muted sm:px-4">
          <p className="max-w-measure">
            {figure.caption}{" "}
            <Link
              to={`/calibration/method#${figure.method}`}
              className="link whitespace-nowrap"
              data-screen-only
            >
              How it is worked out
            </Link>
          </p>
        </figcaption>
      </figure>
      <div id={`table-${figure.id}`} className="relative mt-1 scroll-mt-16">
        {tableTo ? <AskedTable figure={figure} to={tableTo} /> : <FoldedTable figure={figure} />}
        {files ? <Downloads figure={figure} files={files} /> : null}
      </div>
    </div>
  );
}

const opener =
  "inline-flex min-h-11 items-center gap-1.5 px-1 font-medium text-accent-text hover:underline sm:min-h-9";

function FoldedTable({ figure: { id, title, table } }: { figure: DrawnFigure }) {
  return table ? (
    <details className="group">
      <summary data-screen-only className={opener}>
        <span aria-hidden className="inline-block group-open:rotate-90">
          ›
        </span>
        <span className="group-open:hidden">Show the table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      <div className="mt-1">
        <FigureTable figure={{ id, title, table }} />
      </div>
    </details>
  ) : null;
}

function AskedTable({ figure, to }: { figure: DrawnFigure; to: string }) {
  const { id, title, table } = figure;
  return (
    <>
      <Link
        to={to}
        preventScrollReset
        data-screen-only
        aria-label={`${table ? "Hide the table" : "Show the table"}: ${title}`}
        className={opener}
      >
        <span aria-hidden className={`inline-block ${table ? "rotate-90" : ""}`}>
          ›
        </span>
        {table ? "Hide the table" : "Show the table"}
      </Link>
      {table ? (
        <div className="mt-1">
          <FigureTable figure={{ id, title, table }} />
        </div>
      ) : null}
    </>
  );
}

function PlotView({ figure, lead }: { figure: DrawnFigure; lead?: (rowId: string) => ReactNode }) {
  const { plot } = figure;
  switch (plot.kind) {
    case "dots":
      return <Dots plot={plot} id={figure.id} {...(lead ? { lead } : {})} />;
    case "bars":
      return <Bars plot={plot} id={figure.id} />;
    case "lines":
      return <Lines plot={plot} />;
    case "links":
      return <Links plot={plot} />;
  }
}

export const fileLink =
  "inline-flex min-h-11 min-w-11 items-center justify-center px-1.5 text-accent-text hover:underline sm:min-h-9";

function Downloads({
  figure,
  files,
}: {
  figure: Pick<DrawnFigure, "id" | "title">;
  files: FigureFiles;
}) {
  return (
    <p data-screen-only className="absolute top-0 right-0 flex items-center text-muted">
      <span className="max-sm:sr-only">Download</span>
      <a href={files.csv} download aria-label={`CSV of ${figure.title}`} className={fileLink}>
        CSV
      </a>
      <a href={files.svg} download aria-label={`SVG of ${figure.title}`} className={fileLink}>
        SVG
      </a>
      <PngButton title={figure.title} svg={files.svg} name={figure.id} />
    </p>
  );
}
