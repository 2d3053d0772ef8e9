CREATE TABLE "flag_resolution" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"pattern" text NOT NULL,
	"number" integer NOT NULL,
	"conclusion" text NOT NULL,
	"sentence" text NOT NULL,
	"moments" smallint NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"resolved_by_id" uuid NOT NULL,
	"resolved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_resolution_number" UNIQUE("loop_id","pattern","number"),
	CONSTRAINT "flag_resolution_conclusion" CHECK ("flag_resolution"."conclusion" in ('holds', 'does-not-hold', 'open')),
	CONSTRAINT "flag_resolution_sentence" CHECK (length("flag_resolution"."sentence") > 0)
);
--> statement-breakpoint
CREATE TABLE "probe_reply" (
	"card_version_id" uuid NOT NULL,
	"probe" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"title" text NOT NULL,
	"taken" text[] NOT NULL,
	"refused" text[] NOT NULL,
	"answer" text NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	CONSTRAINT "probe_reply_key" PRIMARY KEY("card_version_id","probe"),
	CONSTRAINT "probe_reply_answer" CHECK ("probe_reply"."answer" in ('took-it', 'engaged', 'refused', 'not-asked'))
);
--> statement-breakpoint
CREATE TABLE "put_aside" (
	"card_id" uuid NOT NULL,
	"hint" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "put_aside_key" PRIMARY KEY("card_id","hint")
);
--> statement-breakpoint
ALTER TABLE "flag_resolution" ADD CONSTRAINT "flag_resolution_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_resolution" ADD CONSTRAINT "flag_resolution_resolved_by_id_person_id_fk" FOREIGN KEY ("resolved_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "probe_reply" ADD CONSTRAINT "probe_reply_card_version_id_card_version_id_fk" FOREIGN KEY ("card_version_id") REFERENCES "public"."card_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "put_aside" ADD CONSTRAINT "put_aside_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE no action ON UPDATE no action;