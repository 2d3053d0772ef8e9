CREATE TABLE "calibration_entry" (
	"snapshot_id" uuid NOT NULL,
	"list" text NOT NULL,
	"place" integer NOT NULL,
	"subject" text,
	"content" jsonb NOT NULL,
	CONSTRAINT "calibration_entry_key" PRIMARY KEY("snapshot_id","list","place")
);
--> statement-breakpoint
CREATE TABLE "calibration_scope" (
	"scope" text PRIMARY KEY NOT NULL,
	"position_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"state" text NOT NULL,
	"stale_since" timestamp with time zone,
	"due_at" timestamp with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"run" uuid,
	"started_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"phase" text,
	"share" real DEFAULT 0 NOT NULL,
	"reason" text,
	CONSTRAINT "calibration_scope_once" UNIQUE("position_id","rubric_version_id"),
	CONSTRAINT "calibration_scope_state" CHECK ("calibration_scope"."state" in ('current', 'queued', 'running', 'failed', 'stopped')),
	CONSTRAINT "calibration_scope_share" CHECK ("calibration_scope"."share" between 0 and 1),
	CONSTRAINT "calibration_scope_due" CHECK ("calibration_scope"."state" <> 'queued' or "calibration_scope"."due_at" is not null),
	CONSTRAINT "calibration_scope_run" CHECK (("calibration_scope"."state" = 'running') = ("calibration_scope"."run" is not null)
        and ("calibration_scope"."run" is null) = ("calibration_scope"."lease_until" is null)),
	CONSTRAINT "calibration_scope_reason" CHECK ("calibration_scope"."state" <> 'failed' or "calibration_scope"."reason" is not null)
);
--> statement-breakpoint
ALTER TABLE "calibration_snapshot" ADD COLUMN "start" jsonb;--> statement-breakpoint
ALTER TABLE "calibration_entry" ADD CONSTRAINT "calibration_entry_snapshot_id_calibration_snapshot_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."calibration_snapshot"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_scope" ADD CONSTRAINT "calibration_scope_position_id_position_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."position"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_scope" ADD CONSTRAINT "calibration_scope_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calibration_entry_subject" ON "calibration_entry" USING btree ("snapshot_id","list","subject");--> statement-breakpoint
CREATE INDEX "calibration_scope_waiting" ON "calibration_scope" USING btree ("due_at") WHERE "calibration_scope"."state" in ('queued', 'running');--> statement-breakpoint
ALTER TABLE "calibration_snapshot" ADD CONSTRAINT "calibration_snapshot_scope_calibration_scope_scope_fk" FOREIGN KEY ("scope") REFERENCES "public"."calibration_scope"("scope") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calibration_snapshot_newest" ON "calibration_snapshot" USING btree ("scope","computed_at");