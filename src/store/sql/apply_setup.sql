-- The book of settings, lines, desks, staff, printers, catalogue and calendar: written by apply/setup.c.

-- setting_put (key text, value text, event int)
INSERT INTO setting (key, value, event) VALUES ($1, $2, $3)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, event = excluded.event;

-- line_put (line text, name_vi text, name_en text, fields text, kinds text, first int, last int, target int, ratio int, quota int, open_at text, close_at text, event int)
INSERT INTO line (line, name_vi, name_en, fields, kinds, first, last, target_wait_min, priority_ratio, daily_quota, open_at, close_at, event)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (line) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, fields = excluded.fields,
    kinds = excluded.kinds, first = excluded.first, last = excluded.last, target_wait_min = excluded.target_wait_min,
    priority_ratio = excluded.priority_ratio, daily_quota = excluded.daily_quota, open_at = excluded.open_at,
    close_at = excluded.close_at, event = excluded.event;

-- desk_put (desk text, key text, name_vi text, name_en text, lines text, help_lines text, rank int, since int, event int): a new desk is closed; an old one keeps its state
INSERT INTO desk (desk, key, name_vi, name_en, lines, help_lines, rank, state, reason, staff, since, event)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0, '', '', $8, $9)
ON CONFLICT (desk) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en, lines = excluded.lines,
    help_lines = excluded.help_lines, event = excluded.event;

-- desk_lines_clear (desk text)
DELETE FROM desk_line WHERE desk = $1;

-- desk_line_put (desk text, line text, help int, rank int)
INSERT INTO desk_line (desk, line, help, rank) VALUES ($1, $2, $3, $4) ON CONFLICT (desk, line) DO NOTHING;

-- desk_state_put (desk text, state int, reason text, staff text, since int)
UPDATE desk SET state = $2, reason = $3, staff = $4, since = $5 WHERE desk = $1;

-- desk_staff_put (desk text, staff text)
UPDATE desk SET staff = $2 WHERE desk = $1;

-- staff_put (staff text, key text, name text, roles int, desk text, event int)
INSERT INTO staff (staff, key, name, roles, desk, event) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (staff) DO UPDATE SET name = excluded.name, roles = excluded.roles, desk = excluded.desk, event = excluded.event;

-- printer_put (name text, key text, queue text, folder text, driver text, width text, forms text, event int)
INSERT INTO printer (name, key, queue, folder, driver, width, forms, event) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (name) DO UPDATE SET queue = excluded.queue, folder = excluded.folder, driver = excluded.driver,
    width = excluded.width, forms = excluded.forms, event = excluded.event;

-- printer_delete (name text)
DELETE FROM printer WHERE name = $1;

-- procedure_put (code text, variant text, from_day int, name_vi text, name_en text, name_fold text, field_vi text, field_en text, level text, term_milli int, term_unit text, fee_vnd int, components text, source text, unverified int, event int)
INSERT INTO procedure_version (code, variant, from_day, name_vi, name_en, name_fold, field_vi, field_en, level, term_milli, term_unit, fee_vnd, components, source, unverified, event)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (code, variant, from_day) DO UPDATE SET name_vi = excluded.name_vi, name_en = excluded.name_en,
    name_fold = excluded.name_fold, field_vi = excluded.field_vi, field_en = excluded.field_en, level = excluded.level,
    term_milli = excluded.term_milli, term_unit = excluded.term_unit, fee_vnd = excluded.fee_vnd,
    components = excluded.components, source = excluded.source, unverified = excluded.unverified, event = excluded.event;

-- desk_key_put (desk text, key text); likewise below: the keys of what an older program wrote
UPDATE desk SET key = $2 WHERE desk = $1;

-- staff_key_put (staff text, key text)
UPDATE staff SET key = $2 WHERE staff = $1;

-- printer_key_put (name text, key text)
UPDATE printer SET key = $2 WHERE name = $1;

-- procedure_code_put (code text, key text)
UPDATE procedure_version SET code = $2 WHERE code = $1
    AND NOT EXISTS (SELECT 1 FROM procedure_version p WHERE p.code = $2);

-- row made = struct mc_made: text, was = key

-- desk_names () -> made
SELECT {made; text = desk} FROM desk;

-- staff_names () -> made
SELECT {made; text = staff} FROM staff;

-- printer_names () -> made
SELECT {made; text = name} FROM printer;

-- procedure_codes () -> text
SELECT DISTINCT code FROM procedure_version;

-- procedure_codes_made () -> made: itself
SELECT DISTINCT {made; text = code, was = code} FROM procedure_version;

-- procedure_names () -> made
SELECT {made; text = name_vi, was = name_fold} FROM procedure_version;

-- procedure_fields () -> made: itself; likewise below
SELECT DISTINCT {made; text = field_vi, was = field_vi} FROM procedure_version;

-- procedure_fold_put (name_vi text, name_fold text)
UPDATE procedure_version SET name_fold = $2 WHERE name_vi = $1;

-- procedure_field_mend (field text, mended text)
UPDATE procedure_version SET field_vi = $2 WHERE field_vi = $1;

-- lines_fields () -> made
SELECT {made; text = fields, was = fields} FROM line;

-- line_fields_mend (fields text, mended text)
UPDATE line SET fields = $2 WHERE fields = $1;

-- calendar_day_put (unit text, day int, kind text, title text, authority text, status text, event int)
INSERT INTO calendar_day (unit, day, kind, title, authority, status, event) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (unit, day) DO UPDATE SET kind = excluded.kind, title = excluded.title, authority = excluded.authority,
    status = excluded.status, event = excluded.event;

-- seal_put (event int, at int, through int)
INSERT INTO seal (event, at, through) VALUES ($1, $2, $3);
