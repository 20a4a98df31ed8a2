-- The triggers of the table that 0004_void.sql made anew.
CREATE TRIGGER move_once BEFORE UPDATE ON move
WHEN NOT (OLD.struck_by IS NULL AND NEW.struck_by IS NOT NULL AND OLD.dossier = NEW.dossier
    AND OLD.event = NEW.event AND OLD.n = NEW.n AND OLD.at = NEW.at AND OLD.state = NEW.state
    AND OLD.transition = NEW.transition AND OLD.due_at IS NEW.due_at
    AND OLD.lawful_due_at IS NEW.lawful_due_at AND OLD.original_due_at IS NEW.original_due_at)
BEGIN SELECT RAISE (ABORT, 'a line of the book is struck out once and never changed'); END;
CREATE TRIGGER move_no_delete BEFORE DELETE ON move
BEGIN SELECT RAISE (ABORT, 'a line of the book is never deleted'); END;
