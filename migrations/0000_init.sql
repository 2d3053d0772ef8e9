CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_of_provider" UNIQUE("provider_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"loop_id" uuid,
	"facts" jsonb NOT NULL,
	CONSTRAINT "audit_event_sequence_unique" UNIQUE("sequence")
);
--> statement-breakpoint
CREATE TABLE "calibration_snapshot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"data_version" text NOT NULL,
	"ratings" integer NOT NULL,
	"seconds" numeric,
	"result" jsonb NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calibration_snapshot_once" UNIQUE("scope","data_version")
);
--> statement-breakpoint
CREATE TABLE "candidate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"headline" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "card" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"interviewer_id" uuid NOT NULL,
	"kind" text DEFAULT 'panel' NOT NULL,
	"state" text DEFAULT 'assigned' NOT NULL,
	"end_reason" text,
	"sealed_number" integer,
	"due_at" timestamp with time zone NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sealed_at" timestamp with time zone,
	CONSTRAINT "card_rubric" UNIQUE("id","rubric_version_id"),
	CONSTRAINT "card_kind" CHECK ("card"."kind" in ('lead', 'panel', 'shadow')),
	CONSTRAINT "card_state" CHECK ("card"."state" in ('assigned', 'draft', 'sealed', 'reopened', 'did-not-happen', 'withdrawn')),
	CONSTRAINT "card_sealed" CHECK ("card"."state" <> 'sealed' or ("card"."sealed_number" is not null and "card"."sealed_at" is not null)),
	CONSTRAINT "card_end_reason" CHECK (("card"."state" in ('did-not-happen', 'withdrawn')) = ("card"."end_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "card_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"card_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"recommendation" text,
	"level" text,
	"summary" text NOT NULL,
	"reason" text,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_version_number" UNIQUE("card_id","number"),
	CONSTRAINT "card_version_rubric" UNIQUE("id","rubric_version_id"),
	CONSTRAINT "card_version_positive" CHECK ("card_version"."number" >= 1),
	CONSTRAINT "card_version_reason" CHECK ("card_version"."number" = 1 or "card_version"."reason" is not null),
	CONSTRAINT "card_version_recommendation" CHECK ("card_version"."recommendation" in ('strong-no', 'no', 'yes', 'strong-yes', 'no-decision')),
	CONSTRAINT "card_version_level" CHECK ("card_version"."level" in ('junior', 'mid', 'senior', 'staff', 'principal'))
);
--> statement-breakpoint
CREATE TABLE "criterion" (
	"rubric_version_id" uuid NOT NULL,
	"key" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"points" smallint NOT NULL,
	CONSTRAINT "criterion_key" PRIMARY KEY("rubric_version_id","key"),
	CONSTRAINT "criterion_points" UNIQUE("rubric_version_id","key","points")
);
--> statement-breakpoint
CREATE TABLE "debrief" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"opened_by_id" uuid,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "debrief_loopId_unique" UNIQUE("loop_id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"outcome" text NOT NULL,
	"level" text,
	"reasons" text NOT NULL,
	"dissent" text DEFAULT '' NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"weight_set_id" uuid NOT NULL,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_number" UNIQUE("loop_id","number"),
	CONSTRAINT "decision_outcome" CHECK ("decision"."outcome" in ('offer', 'no-offer', 'not-recorded')),
	CONSTRAINT "decision_level" CHECK ("decision"."level" in ('junior', 'mid', 'senior', 'staff', 'principal')),
	CONSTRAINT "decision_level_stated" CHECK ("decision"."level" is not null or "decision"."outcome" = 'not-recorded'),
	CONSTRAINT "decision_reasons" CHECK (length("decision"."reasons") > 0)
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"card_id" uuid PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "draft_revision" CHECK ("draft"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "loop" (
	"id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"reveal_rule" text NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"owner_id" uuid,
	"import_key" text,
	"settled_at" timestamp with time zone,
	"withdraw_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "loop_importKey_unique" UNIQUE("import_key"),
	CONSTRAINT "loop_rubric" UNIQUE("id","rubric_version_id"),
	CONSTRAINT "loop_state" CHECK ("loop"."state" in ('planned', 'interviewing', 'debrief', 'decided', 'reopened', 'withdrawn')),
	CONSTRAINT "loop_reveal_rule" CHECK ("loop"."reveal_rule" in ('after-own', 'after-all', 'never', 'open')),
	CONSTRAINT "loop_settled" CHECK (("loop"."state" = 'decided') = ("loop"."settled_at" is not null)),
	CONSTRAINT "loop_withdraw_reason" CHECK (("loop"."state" = 'withdrawn') = ("loop"."withdraw_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"card_version_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"pattern" text NOT NULL,
	"stance" text NOT NULL,
	"quote" text NOT NULL,
	"ordinal" smallint NOT NULL,
	CONSTRAINT "observation_ordinal" UNIQUE("card_version_id","ordinal"),
	CONSTRAINT "observation_stance" CHECK ("observation"."stance" in ('seen', 'counter')),
	CONSTRAINT "observation_quote" CHECK (length("observation"."quote") > 0)
);
--> statement-breakpoint
CREATE TABLE "pattern" (
	"rubric_version_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "pattern_key" PRIMARY KEY("rubric_version_id","key")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"permissions" text[] DEFAULT '{}' NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_email_unique" UNIQUE("email"),
	CONSTRAINT "person_permissions" CHECK ("person"."permissions" <@ array['interviewer', 'committee', 'lead', 'admin']::text[]),
	CONSTRAINT "person_email_lower" CHECK ("person"."email" = lower("person"."email"))
);
--> statement-breakpoint
CREATE TABLE "position" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"level" text NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"reveal_rule" text DEFAULT 'after-own' NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "position_level" CHECK ("position"."level" in ('junior', 'mid', 'senior', 'staff', 'principal')),
	CONSTRAINT "position_reveal_rule" CHECK ("position"."reveal_rule" in ('after-own', 'after-all', 'never', 'open'))
);
--> statement-breakpoint
CREATE TABLE "rating" (
	"card_version_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"points" smallint NOT NULL,
	"score" smallint,
	"not_observed" text,
	"confidence" text,
	"evidence" text DEFAULT '' NOT NULL,
	CONSTRAINT "rating_key" PRIMARY KEY("card_version_id","criterion"),
	CONSTRAINT "rating_on_scale" CHECK ("rating"."score" between 1 and "rating"."points"),
	CONSTRAINT "rating_or_unseen" CHECK (("rating"."score" is null) <> ("rating"."not_observed" is null)),
	CONSTRAINT "rating_not_observed" CHECK ("rating"."not_observed" in ('not-asked', 'no-signal')),
	CONSTRAINT "rating_confidence" CHECK ("rating"."confidence" in ('low', 'medium', 'high'))
);
--> statement-breakpoint
CREATE TABLE "override" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"granted_by_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "override_once" UNIQUE("loop_id","person_id"),
	CONSTRAINT "override_reason" CHECK (length("override"."reason") > 0)
);
--> statement-breakpoint
CREATE TABLE "round" (
	"id" uuid PRIMARY KEY NOT NULL,
	"loop_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"focus" text[] DEFAULT '{}' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"minutes" smallint NOT NULL,
	"cancelled_at" timestamp with time zone,
	"cancel_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "round_of_loop" UNIQUE("id","loop_id"),
	CONSTRAINT "round_kind" CHECK ("round"."kind" in ('productionize', 'refactor', 'review', 'design', 'deep-dive', 'behavioural', 'other')),
	CONSTRAINT "round_minutes" CHECK ("round"."minutes" between 15 and 480),
	CONSTRAINT "round_cancel_reason" CHECK (("round"."cancelled_at" is null) = ("round"."cancel_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "rubric_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"points" smallint NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rubric_version_number" UNIQUE("slug","number"),
	CONSTRAINT "rubric_version_points" CHECK ("rubric_version"."points" between 2 and 10),
	CONSTRAINT "rubric_version_positive" CHECK ("rubric_version"."number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"debrief_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"ballot" text NOT NULL,
	"recommendation" text NOT NULL,
	"level" text,
	"reason" text DEFAULT '' NOT NULL,
	"cast_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vote_once" UNIQUE("debrief_id","person_id","ballot"),
	CONSTRAINT "vote_ballot" CHECK ("vote"."ballot" in ('first', 'final')),
	CONSTRAINT "vote_recommendation" CHECK ("vote"."recommendation" in ('strong-no', 'no', 'yes', 'strong-yes', 'no-decision')),
	CONSTRAINT "vote_level" CHECK ("vote"."level" in ('junior', 'mid', 'senior', 'staff', 'principal'))
);
--> statement-breakpoint
CREATE TABLE "weight" (
	"weight_set_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"percent" smallint NOT NULL,
	CONSTRAINT "weight_key" PRIMARY KEY("weight_set_id","criterion"),
	CONSTRAINT "weight_percent" CHECK ("weight"."percent" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "weight_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position_id" uuid NOT NULL,
	"rubric_version_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"reason" text NOT NULL,
	"author_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "weight_set_number" UNIQUE("position_id","number"),
	CONSTRAINT "weight_set_rubric" UNIQUE("id","rubric_version_id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_interviewer_id_person_id_fk" FOREIGN KEY ("interviewer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_of_round" FOREIGN KEY ("round_id","loop_id") REFERENCES "public"."round"("id","loop_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_of_loop" FOREIGN KEY ("loop_id","rubric_version_id") REFERENCES "public"."loop"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_version" ADD CONSTRAINT "card_version_of_card" FOREIGN KEY ("card_id","rubric_version_id") REFERENCES "public"."card"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "debrief" ADD CONSTRAINT "debrief_opened_by_id_person_id_fk" FOREIGN KEY ("opened_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_decided_by_id_person_id_fk" FOREIGN KEY ("decided_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_of_loop" FOREIGN KEY ("loop_id","rubric_version_id") REFERENCES "public"."loop"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_weights" FOREIGN KEY ("weight_set_id","rubric_version_id") REFERENCES "public"."weight_set"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop" ADD CONSTRAINT "loop_candidate_id_candidate_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."candidate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop" ADD CONSTRAINT "loop_position_id_position_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."position"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop" ADD CONSTRAINT "loop_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "loop" ADD CONSTRAINT "loop_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_of_version" FOREIGN KEY ("card_version_id","rubric_version_id") REFERENCES "public"."card_version"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observation" ADD CONSTRAINT "observation_of_pattern" FOREIGN KEY ("rubric_version_id","pattern") REFERENCES "public"."pattern"("rubric_version_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pattern" ADD CONSTRAINT "pattern_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position" ADD CONSTRAINT "position_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_of_version" FOREIGN KEY ("card_version_id","rubric_version_id") REFERENCES "public"."card_version"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rating" ADD CONSTRAINT "rating_of_criterion" FOREIGN KEY ("rubric_version_id","criterion","points") REFERENCES "public"."criterion"("rubric_version_id","key","points") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "override" ADD CONSTRAINT "override_granted_by_id_person_id_fk" FOREIGN KEY ("granted_by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_loop_id_loop_id_fk" FOREIGN KEY ("loop_id") REFERENCES "public"."loop"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_person_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_debrief_id_debrief_id_fk" FOREIGN KEY ("debrief_id") REFERENCES "public"."debrief"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight" ADD CONSTRAINT "weight_of_set" FOREIGN KEY ("weight_set_id","rubric_version_id") REFERENCES "public"."weight_set"("id","rubric_version_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight" ADD CONSTRAINT "weight_of_criterion" FOREIGN KEY ("rubric_version_id","criterion") REFERENCES "public"."criterion"("rubric_version_id","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_set" ADD CONSTRAINT "weight_set_position_id_position_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."position"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_set" ADD CONSTRAINT "weight_set_rubric_version_id_rubric_version_id_fk" FOREIGN KEY ("rubric_version_id") REFERENCES "public"."rubric_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weight_set" ADD CONSTRAINT "weight_set_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_event_loop" ON "audit_event" USING btree ("loop_id","sequence");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "candidate_name" ON "candidate" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "card_once" ON "card" USING btree ("round_id","interviewer_id") WHERE "card"."state" <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "card_loop" ON "card" USING btree ("loop_id");--> statement-breakpoint
CREATE INDEX "card_round" ON "card" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "card_interviewer" ON "card" USING btree ("interviewer_id","state","due_at");--> statement-breakpoint
CREATE INDEX "loop_created" ON "loop" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "loop_candidate" ON "loop" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "loop_position" ON "loop" USING btree ("position_id","state","settled_at");--> statement-breakpoint
CREATE INDEX "loop_state_created" ON "loop" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "loop_owner" ON "loop" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name");--> statement-breakpoint
CREATE INDEX "position_title" ON "position" USING btree ("title");--> statement-breakpoint
CREATE INDEX "position_rubric" ON "position" USING btree ("rubric_version_id");--> statement-breakpoint
CREATE INDEX "round_loop" ON "round" USING btree ("loop_id","starts_at");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");