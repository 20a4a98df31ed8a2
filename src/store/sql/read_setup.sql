-- Reading settings, lines, desks, staff, printers, catalogue and calendar.

-- row setting = struct mc_setting: key, value

-- settings_all () -> setting
SELECT {setting} FROM setting ORDER BY key;

-- row text = const char *

-- setting_get (key text) -> text
SELECT value FROM setting WHERE key = $1;

-- row line = struct mc_line: line, name_vi, name_en, fields, kinds, open = open_at, close = close_at, first, last,
--     target_wait_min, priority_ratio, daily_quota

-- lines_all () -> line
SELECT {line}
FROM line ORDER BY line;

-- line_get (line text) -> line
SELECT {line}
FROM line WHERE line = $1;

-- row desk = struct mc_desk: desk, name_vi, name_en, lines, help_lines, state, pause_reason = reason, staff,
--     staff_name = COALESCE(s.name, ''), since

-- desks_all () -> desk
SELECT {desk k}
FROM desk k LEFT JOIN staff s ON s.staff = k.staff ORDER BY k.rank, k.desk;

-- desk_get (key text) -> desk
SELECT {desk k}
FROM desk k LEFT JOIN staff s ON s.staff = k.staff WHERE k.key = $1 ORDER BY k.desk;

-- desk_rank (desk text) -> number: its place in the list, or that of a new one
SELECT COALESCE((SELECT rank FROM desk WHERE desk = $1), (SELECT count(*) FROM desk));

-- row staff = struct mc_staff: staff, name, desk, roles

-- staff_listed () -> staff
SELECT {staff} FROM staff ORDER BY staff;

-- staff_get (key text) -> staff
SELECT {staff} FROM staff WHERE key = $1 ORDER BY staff;

-- desk_spelling (key text) -> text: its name as it was written first, from one in either case; likewise below
SELECT desk FROM desk WHERE key = $1 ORDER BY desk;

-- staff_spelling (key text) -> text
SELECT staff FROM staff WHERE key = $1 ORDER BY staff;

-- printer_spelling (key text) -> text
SELECT name FROM printer WHERE key = $1 ORDER BY name;

-- row printer = struct mc_printer: name, queue, folder, driver, width, forms, found mc_printer_state_of() = COALESCE(s.trouble, ''),
--     found_message = COALESCE(s.message, '')

-- printers_all () -> printer
SELECT {printer p}
FROM printer p LEFT JOIN printer_state s ON s.printer = p.name ORDER BY p.name;

-- row procedure = struct mc_procedure: code, variant, from_day, name_vi, name_en, field_vi, field_en, level, term.milli,
--     term.unit mc_term_units, fee_vnd, components, source, unverified, name_fold

-- procedures_all () -> procedure: every version
SELECT {procedure}
FROM procedure_version ORDER BY code, variant, from_day;

-- procedures_on (day int) -> procedure: the version of each that is valid on a day
SELECT {procedure p}
FROM procedure_version p
WHERE p.from_day = (SELECT max(q.from_day) FROM procedure_version q WHERE q.code = p.code AND q.variant = p.variant AND q.from_day <= $1)
ORDER BY p.code, p.variant;

-- procedure_on (code text, variant text, day int) -> procedure: the version valid on a day
SELECT {procedure}
FROM procedure_version WHERE code = $1 AND variant = $2 AND from_day <= $3 ORDER BY from_day DESC LIMIT 1;

-- row calendar_day = struct mc_day_row: day, kind, title, authority, status

-- calendar_days (from_day int, to_day int) -> calendar_day
SELECT {calendar_day} FROM calendar_day WHERE unit = '' AND day >= $1 AND day <= $2 ORDER BY day;

-- calendar_version () -> number: changes whenever a day or a setting does
SELECT COALESCE((SELECT max(event) FROM calendar_day), 0) + COALESCE((SELECT max(event) FROM setting), 0);

-- setting_said (key text) -> text: the body of the event that set it last; likewise below
SELECT e.body FROM setting s JOIN event e ON e.id = s.event WHERE s.key = $1;

-- line_said (line text) -> text
SELECT e.body FROM line s JOIN event e ON e.id = s.event WHERE s.line = $1;

-- desk_said (desk text) -> text
SELECT e.body FROM desk s JOIN event e ON e.id = s.event WHERE s.desk = $1;

-- staff_said (staff text) -> text
SELECT e.body FROM staff s JOIN event e ON e.id = s.event WHERE s.staff = $1;

-- printer_said (name text) -> text
SELECT e.body FROM printer s JOIN event e ON e.id = s.event WHERE s.name = $1;

-- procedure_said (code text, variant text, from_day int) -> text
SELECT e.body FROM procedure_version s JOIN event e ON e.id = s.event
WHERE s.code = $1 AND s.variant = $2 AND s.from_day = $3;

-- day_said (day int) -> text
SELECT e.body FROM calendar_day s JOIN event e ON e.id = s.event WHERE s.unit = '' AND s.day = $1;

-- row restored = struct mc_restored: event, width = CAST(g.value AS INTEGER),
--     from_day = CAST(f.value AS INTEGER), to_day = CAST(t.value AS INTEGER)

-- restored () -> restored: the event of the last restore, how many numbers it left out, and of which days
SELECT {restored g}
FROM setting g JOIN setting f ON f.key = 'restored.from_day' JOIN setting t ON t.key = 'restored.to_day'
WHERE g.key = 'restored.gap';
