-- A dossier may be struck as a mistaken entry (state 0), have come by no known channel (channel 0), and
-- be an organisation's, with a representative; codes of every kind have a key in which the same code in
-- capitals and small letters is one. CHECKs cannot be altered: the tables are made anew.

CREATE TABLE dossier_new (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    code_key TEXT NOT NULL UNIQUE,     -- mc_code_key()
    external_code TEXT NOT NULL,
    external_key TEXT UNIQUE,          -- mc_code_key(), null where none
    day INTEGER,                       -- of our own code; null for a foreign one
    serial INTEGER,
    procedure TEXT NOT NULL,
    variant TEXT NOT NULL,
    from_day INTEGER NOT NULL,         -- version of the procedure on its day
    procedure_name TEXT NOT NULL,
    field TEXT NOT NULL,
    unit TEXT NOT NULL,
    level TEXT NOT NULL,
    service_level TEXT NOT NULL,
    applicant_type TEXT NOT NULL,
    channel INTEGER NOT NULL CHECK (channel BETWEEN 0 AND 3),
    return_way TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 10),
    submitted_at INTEGER,
    accepted_at INTEGER,
    original_due_at INTEGER,
    lawful_due_at INTEGER,
    due_at INTEGER,
    due_provisional INTEGER NOT NULL,
    resolved_at INTEGER,
    returned_at INTEGER,
    withdrawn_at INTEGER,
    ended_at INTEGER,
    apology_at INTEGER,
    late_reason TEXT NOT NULL,
    officer TEXT NOT NULL,
    receiver TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    sets INTEGER NOT NULL,
    result_no TEXT NOT NULL,
    late_entry INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    first_at INTEGER NOT NULL,         -- of the first and the last move that stand
    last_at INTEGER NOT NULL,
    UNIQUE (day, serial),
    CHECK (resolved_at IS NULL OR accepted_at IS NULL OR accepted_at <= resolved_at),
    CHECK (returned_at IS NULL OR resolved_at IS NULL OR resolved_at <= returned_at)
) STRICT;
INSERT INTO dossier_new SELECT * FROM dossier;
DROP TABLE dossier;
ALTER TABLE dossier_new RENAME TO dossier;
CREATE INDEX dossier_ticket ON dossier (ticket) WHERE ticket <> 0;
CREATE INDEX dossier_open ON dossier (due_at, id) WHERE ended_at IS NULL;
CREATE INDEX dossier_accepted ON dossier (accepted_at, id);
CREATE INDEX dossier_last ON dossier (last_event);
CREATE INDEX dossier_report ON dossier (field, last_event, first_at, accepted_at, ended_at, last_at, unit, channel,
    state, original_due_at, lawful_due_at, due_at, apology_at);

CREATE TABLE move_new (
    dossier INTEGER NOT NULL,
    event INTEGER NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    transition TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 10),
    original_due_at INTEGER,
    lawful_due_at INTEGER,
    due_at INTEGER,
    officer TEXT NOT NULL,
    actor TEXT NOT NULL,
    detail TEXT NOT NULL,              -- result number, way of return, late-reason code
    late_entry INTEGER NOT NULL,
    struck_by INTEGER,
    PRIMARY KEY (dossier, event, n)
) STRICT, WITHOUT ROWID;
INSERT INTO move_new SELECT * FROM move;
DROP TABLE move;
ALTER TABLE move_new RENAME TO move;

CREATE TABLE party_new (
    dossier INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role = 'owner' OR role = 'submitter' OR role = 'representative'),
    name TEXT NOT NULL,
    id_number TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    birth TEXT NOT NULL,
    sex TEXT NOT NULL,
    pin TEXT NOT NULL,
    PRIMARY KEY (dossier, role)
) STRICT;
INSERT INTO party_new SELECT * FROM party;
DROP TABLE party;
ALTER TABLE party_new RENAME TO party;
CREATE INDEX party_id_number ON party (id_number) WHERE id_number <> '';
CREATE INDEX party_phone ON party (phone) WHERE phone <> '';

-- Filled by apply/keys.c. A receipt's key is its number's, with its series; of two that an older program
-- took for different numbers the second keeps its spelling for a key.
ALTER TABLE receipt ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE desk ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE printer ADD COLUMN key TEXT NOT NULL DEFAULT '';
CREATE INDEX receipt_key ON receipt (key);
