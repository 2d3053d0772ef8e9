CREATE TABLE "conflict" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_by_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conflict_once" UNIQUE("candidate_id","person_id"),
	CONSTRAINT "conflict_kind" CHECK ("conflict"."kind" in ('interest', 'self')),
	CONSTRAINT "conflict_reason" CHECK (length("conflict"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"permissions" text[] NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_permissions" CHECK ("invitation"."permissions" <@ array['interviewer', 'committee', 'lead', 'admin']::text[]),
	CONSTRAINT "invitation_email_lower" CHECK ("invitation"."email" = lower("invitation"."email"))
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"sequence" bigint DEFAULT 0 NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "organisation_single" CHECK ("organisation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "panel_reading" (
	"loop_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "panel_reading_key" PRIMARY KEY("loop_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
ALTER TABLE "override" DROP CONSTRAINT "override_once";--> statement-breakpoint
ALTER TABLE "audit_event" ALTER COLUMN "sequence" DROP IDENTITY;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "mentor_id" uuid;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "reopen_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "card" ADD COLUMN "reopen_reason" text;--> statement-breakpoint
ALTER TABLE "card_version" ADD COLUMN "undone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "loop" ADD COLUMN "hides_names" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "position" ADD COLUMN "hides_names" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "override" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_recorded_by_id_person_id_fk" FOREIGN KEY ("recorded_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_id_person_id_fk" FOREIGN KEY ("invited_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "panel_reading" ADD CONSTRAINT "panel_reading_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "panel_reading" ADD CONSTRAINT "panel_reading_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conflict_person" ON "conflict" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_open" ON "invitation" USING btree ("email") WHERE "invitation"."accepted_at" is null and "invitation"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "mail_due" ON "mail" USING btree ("due_at") WHERE "mail"."sent_at" is null and "mail"."failed_at" is null;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_mentor_id_person_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "candidate_email" ON "candidate" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "card_mentored" ON "card" USING btree ("mentor_id");--> statement-breakpoint
CREATE INDEX "card_asked" ON "card" USING btree ("reopen_asked_at") WHERE "card"."reopen_asked_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "override_once" ON "override" USING btree ("loop_id","person_id") WHERE "override"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "override_loop" ON "override" USING btree ("loop_id");--> statement-breakpoint
CREATE INDEX "override_person" ON "override" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_mentor" CHECK ("card"."mentor_id" is null or "card"."kind" = 'shadow');--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_reopening" CHECK (("card"."state" <> 'reopened' and "card"."reopen_asked_at" is null) or "card"."reopen_reason" is not null);--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_reopen_asked" CHECK ("card"."reopen_asked_at" is null or "card"."state" = 'sealed');