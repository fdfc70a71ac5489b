-- The same id as DEFAULT_WORKSPACE in src/store/schema/people.ts.
INSERT INTO "workspace" ("id", "slug", "name")
VALUES ('00000000-0000-7000-8000-000000000001', 'default', 'Your team')
ON CONFLICT DO NOTHING;
