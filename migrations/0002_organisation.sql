INSERT INTO "organisation" ("id", "sequence", "hash")
SELECT 1, coalesce((SELECT max("sequence") FROM "audit_event"), 0), repeat('0', 64);
