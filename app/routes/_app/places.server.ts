import {
  canAdminister,
  canReadCalibration,
  canScoreDrills,
  canSetUp,
  type Verdict,
} from "#app/domain/access.ts";
import { holds, type Viewer } from "#app/domain/people.ts";

const everybody = (): Pick<Verdict, "allowed"> => ({ allowed: true });
const interviewing = (viewer: Viewer) => ({ allowed: holds(viewer, "interviewer") });

/** `:me` in an address is the viewer. */
const places: readonly {
  readonly to: string;
  readonly label: string;
  readonly asks: (viewer: Viewer) => Pick<Verdict, "allowed">;
}[] = [
  { to: "/", label: "My queue", asks: everybody },
  { to: "/loops", label: "Loops", asks: everybody },
  { to: "/calibration", label: "Calibration", asks: canReadCalibration },
  { to: "/calibration/people/:me", label: "How you score", asks: interviewing },
  { to: "/drills", label: "Drills", asks: canScoreDrills },
  { to: "/candidates", label: "Candidates", asks: canSetUp },
  { to: "/positions", label: "Positions", asks: canSetUp },
  { to: "/rubrics", label: "Rubrics", asks: everybody },
  { to: "/admin/people", label: "People", asks: canAdminister },
  { to: "/admin/audit", label: "Record", asks: canAdminister },
];

export type Place = { readonly to: string; readonly label: string };

/** The places of the main navigation: only what the viewer may open. */
export const openTo = (viewer: Viewer): Place[] =>
  places
    .filter(({ asks }) => asks(viewer).allowed)
    .map(({ to, label }) => ({ to: to.replace(":me", viewer.id), label }));
