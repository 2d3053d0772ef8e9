ALTER TABLE "drill_draft" ADD COLUMN "made_by_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "drill_version" ADD COLUMN "made_by_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE "drill_draft" SET "made_by_ids" = ARRAY[author_id, saved_by_id];--> statement-breakpoint
UPDATE "drill_version" AS v SET "made_by_ids" = coalesce((
  SELECT array_agg(DISTINCT made.actor_id) FROM audit_event AS published
  JOIN audit_event AS made ON made.subject = published.facts ->> 'draft' AND made.actor_id IS NOT NULL
    AND made.action IN ('drill.draft-begun', 'drill.review-asked', 'drill.sent-back')
  WHERE published.action = 'drill.published' AND published.subject = v.id::text), '{}');
