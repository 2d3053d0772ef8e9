import { useState } from "react";

/** As sharp as a slide or a document needs. */
const SCALE = 2;

/** The SVG file drawn on a canvas here in the browser, and kept as a PNG. */
export function PngButton({ title, svg, name }: { title: string; svg: string; name: string }) {
  const [state, setState] = useState<"ready" | "drawing" | "failed">("ready");
  const save = async () => {
    if (state === "drawing") return;
    setState("drawing");
    try {
      keep(await pngOf(svg), `${name}.png`);
      setState("ready");
    } catch {
      setState("failed");
    }
  };
  return (
    <button
      type="button"
      onClick={save}
      aria-label={`PNG of ${title}`}
      className="needs-script inline-flex min-h-11 min-w-11 items-center justify-center px-1.5 text-accent-text hover:underline sm:min-h-9"
    >
      PNG
      <span role="status" className="text-danger">
        {state === "failed" ? " could not be drawn; the SVG has the same picture" : ""}
      </span>
    </button>
  );
}

async function pngOf(address: string): Promise<Blob> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The file answered ${answer.status}`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures");
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return new Promise((done, failed) => {
    canvas.toBlob(
      (blob) => (blob ? done(blob) : failed(new Error("No picture came of it"))),
      "image/png",
    );
  });
}

function keep(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
