ALTER TABLE "drill_draft" ADD COLUMN "made_by_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "drill_version" ADD COLUMN "made_by_ids" uuid[] DEFAULT '{}' NOT NULL;