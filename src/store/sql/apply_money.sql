-- The book of fees and receipts, and of papers: written by apply/dossier.c and apply/paper.c.

-- fee_insert (dossier int, n int, kind text, amount int, state text)
INSERT INTO fee (dossier, n, kind, amount, state, method, series, number, ground, taken_at, cashier)
VALUES ($1, $2, $3, $4, $5, '', '', '', '', NULL, '');

-- fee_put_taken (dossier int, n int, state text, method text, series text, number text, ground text, at int, cashier text)
UPDATE fee SET state = $3, method = $4, series = $5, number = $6, ground = $7, taken_at = $8, cashier = $9
WHERE dossier = $1 AND n = $2 AND state = 'open';

-- fee_put_amount (dossier int, n int, amount int)
UPDATE fee SET amount = $3 WHERE dossier = $1 AND n = $2 AND state = 'open';

-- receipt_insert (series text, number text, key text, serial int, dossier int, event int, amount int, method text, cashier text, at int)
INSERT INTO receipt (series, number, key, serial, dossier, event, amount, method, cashier, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- receipt_numbers () -> made: of our own series too, whose numbers stand behind its letters
SELECT {made; text = series || number} FROM receipt;

-- receipt_key_put (whole text, key text)
UPDATE receipt SET key = $2 WHERE series || number = $1;

-- paper_insert (id int, form text, subject int, label text, copy int, created_at int, record text)
INSERT INTO paper (id, form, subject, label, copy, created_at, record) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- paper_erase (subject int)
UPDATE paper SET record = '' WHERE subject = $1 AND form <> 'ticket';

-- fee_erase (dossier int): the ground of an exemption is personal
UPDATE fee SET ground = '' WHERE dossier = $1;
