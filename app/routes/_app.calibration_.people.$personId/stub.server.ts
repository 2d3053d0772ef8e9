import type { CalibrationFilters } from "#app/domain/calibration/filters.ts";
import type { Profile } from "#app/domain/calibration/view.ts";
import type { Viewer } from "#app/domain/people.ts";
import type { Db } from "#db/client.server.ts";

/** Stands in until profiles are read. */
export async function getProfile(
  _db: Db,
  _viewer: Viewer,
  _personId: string,
  _asked: CalibrationFilters,
): Promise<Profile | null> {
  return null;
}
