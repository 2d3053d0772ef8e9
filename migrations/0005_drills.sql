CREATE TABLE "drill_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"drill_version_id" uuid NOT NULL,
	"key" text NOT NULL,
	"quarter" text NOT NULL,
	"scorings" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_attempt_once" UNIQUE("person_id","key","quarter"),
	CONSTRAINT "drill_attempt_quarter" CHECK ("drill_attempt"."quarter" ~ '^[0-9]{4}-q[1-4]$')
);
--> statement-breakpoint
CREATE TABLE "drill_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text,
	"loop_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"author_id" uuid NOT NULL,
	"saved_by_id" uuid NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "drill_draft_revision" CHECK ("drill_draft"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "drill_rule" (
	"number" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"reason" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_rule_reason" CHECK (length("drill_rule"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "drill_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"loop_id" uuid,
	"published_by_id" uuid,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	"retire_reason" text,
	CONSTRAINT "drill_version_number" UNIQUE("key","number"),
	CONSTRAINT "drill_version_key" UNIQUE("id","key"),
	CONSTRAINT "drill_version_positive" CHECK ("drill_version"."number" >= 1),
	CONSTRAINT "drill_version_retired" CHECK (("drill_version"."retired_at" is null) = ("drill_version"."retire_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "drill_attempt" ADD CONSTRAINT "drill_attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_attempt" ADD CONSTRAINT "drill_attempt_version" FOREIGN KEY ("drill_version_id","key") REFERENCES "public"."drill_version"("id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_draft" ADD CONSTRAINT "drill_draft_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_draft" ADD CONSTRAINT "drill_draft_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_draft" ADD CONSTRAINT "drill_draft_saved_by_id_person_id_fk" FOREIGN KEY ("saved_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_rule" ADD CONSTRAINT "drill_rule_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_version" ADD CONSTRAINT "drill_version_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_version" ADD CONSTRAINT "drill_version_published_by_id_person_id_fk" FOREIGN KEY ("published_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_attempt_of_version" ON "drill_attempt" USING btree ("drill_version_id","person_id");--> statement-breakpoint
CREATE INDEX "drill_draft_loop" ON "drill_draft" USING btree ("loop_id");