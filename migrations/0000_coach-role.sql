-- Every workspace transaction runs as coach_app, which owns nothing, so row-level security holds for it.
-- A role belongs to the whole cluster: another database here may have made it, or be making it right now.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'coach_app') THEN
    CREATE ROLE coach_app NOLOGIN NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
--> statement-breakpoint
-- A hosted database's owner is no superuser and must be a member to become it.
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'coach_app', 'SET') THEN
    EXECUTE format('GRANT coach_app TO %I', current_user);
  END IF;
EXCEPTION WHEN unique_violation THEN
  NULL;
END
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO coach_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO coach_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO coach_app;
