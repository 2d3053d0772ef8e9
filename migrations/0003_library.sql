CREATE TABLE "library" (
	"number" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "private_note" (
	"card_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rubric_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"base_id" uuid,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"author_id" uuid NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rubric_draft_slug_unique" UNIQUE("slug"),
	CONSTRAINT "rubric_draft_revision" CHECK ("rubric_draft"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "card_version" DROP CONSTRAINT "card_version_level";--> statement-breakpoint
ALTER TABLE "decision" DROP CONSTRAINT "decision_level";--> statement-breakpoint
ALTER TABLE "position" DROP CONSTRAINT "position_level";--> statement-breakpoint
ALTER TABLE "vote" DROP CONSTRAINT "vote_level";--> statement-breakpoint
ALTER TABLE "card" DROP CONSTRAINT "card_of_loop";
--> statement-breakpoint
ALTER TABLE "rubric_version" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rubric_version" ADD COLUMN "published_by_id" uuid;--> statement-breakpoint
ALTER TABLE "private_note" ADD CONSTRAINT "private_note_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_draft" ADD CONSTRAINT "rubric_draft_base_id_rubric_version_id_fk" FOREIGN KEY ("base_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rubric_draft" ADD CONSTRAINT "rubric_draft_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_of_loop" FOREIGN KEY ("loop_id","rubric_version_id") REFERENCES "public"."loop"("id","rubric_version_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "rubric_version" ADD CONSTRAINT "rubric_version_published_by_id_person_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_version" ADD CONSTRAINT "card_version_level" CHECK ("card_version"."level" in ('junior', 'mid', 'senior', 'staff', 'principal', 'manager', 'senior-manager', 'director'));--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_level" CHECK ("decision"."level" in ('junior', 'mid', 'senior', 'staff', 'principal', 'manager', 'senior-manager', 'director'));--> statement-breakpoint
ALTER TABLE "position" ADD CONSTRAINT "position_level" CHECK ("position"."level" in ('junior', 'mid', 'senior', 'staff', 'principal', 'manager', 'senior-manager', 'director'));--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_level" CHECK ("vote"."level" in ('junior', 'mid', 'senior', 'staff', 'principal', 'manager', 'senior-manager', 'director'));