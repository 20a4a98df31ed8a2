#!/usr/bin/env python3
"""Turns named SQL blocks into typed C functions, and what they give into structs.

A row says once which members of a C struct a statement fills:

    -- row ticket = struct mc_ticket: id, day, label, state mc_ticket_states,
    --     term.unit mc_term_units, desk_name = COALESCE(k.name, '')

A member's type says how it is read: a number, a bool, a text, or an array of char that takes
one. Behind it may stand the table of an enumeration that is stored by name, or the function that
finds it, `mc_printer_state_of()`; `?` (NULL, not "", where the column is null); `[SIZE]` (a
pointer to a blob of just so many bytes, else NULL). Behind `=` stands the column, or the
expression, that it comes from. The struct is written by hand: a public one, or one of
store/rows.h. `-- row id = int64_t` is one value.

A statement names its parameters and its row:

    -- ticket_by_label (day int, label text) -> ticket: one line about it
    SELECT {ticket t} FROM ticket t WHERE t.day = $1 AND t.label = $2;

{ticket t} is the list of the row's columns, out of the table that is called t there; {ticket t;
ahead = 0} says one of them otherwise. Made of it: `sql_ticket_by_label(db, day, label)`, the
statement, prepared once per connection, with its parameters bound, as a struct sql_ticket_rows,
which only the readers of its row take (engine/rows.h): sql_ticket_one(), sql_ticket_all(),
sql_ticket_next(), sql_ticket_keep(). A statement `-> number` is one call that gives its one
number, 0 where there is none; one that gives nothing is a struct mc_stmt for mc_run(). Types of
parameters: int (int64_t), time (int64_t, 0 is null), text (const char *, NULL is null), blob
(pointer and size).

Here every statement is prepared on the schema: it has to use just the parameters that it
declares, and to give just the columns of its row, by name and in order. The C compiler checks the
types; a test prepares every block on PostgreSQL too.

The schema is a folder of steps, NNNN_name.sql with plain SQL that both engines take and beside it
NNNN_name.sqlite.sql with SQLite's own; they are embedded for engine/schema.c. The tables of the
book come from it as well: each is one that replay makes anew, unless a line `-- ledger: why` or
`-- work: why` stands above its CREATE TABLE (`-- ledger and book: why` is made anew too).

embed_sql.py HEADER SOURCE DEPFILE SCHEMA-FOLDER STATEMENTS-FOLDER
"""
import os
import re
import sqlite3
import sys

HEAD = re.compile(r'^-- (\w+)\s*\(([^)]*)\)\s*(?:->\s*(\w+))?\s*:?\s*(.*)$')
ROW = re.compile(r'^-- row (\w+) = ([\w *]+?)(?::\s*(.*))?$')
MEMBER = re.compile(r'^([\w.]+)(\?|\[\w+\])?(?:\s+(mc_\w+(?:\(\))?))?(?:\s*=\s*(.+))?$')
PASTE = re.compile(r'\{(\w+)(?:\s+(\w+))?(?:;\s*([^}]*))?\}')
STEP = re.compile(r'^(\d{4})_\w+(\.sqlite)?\.sql$')
MARK = re.compile(r'^-- (?:ledger|work): .*\n(?:--.*\n)*CREATE TABLE (\w+)', re.MULTILINE)
C_TYPE = {'int': 'int64_t %s', 'time': 'int64_t %s', 'text': 'const char *%s', 'blob': 'const void *%s, size_t %s_len'}
BIND = {'int': 'mc_bind_int(stmt, %d, %s);', 'time': 'mc_bind_time(stmt, %d, %s);',
        'text': 'mc_bind_text(stmt, %d, %s);',
        'blob': 'mc_bind_blob(stmt, %d, %s, %s_len);'}
VALUE = {'int': 0, 'time': None, 'text': '', 'blob': b''} # to try a statement with


def split(text):
    """At the commas that stand in no brackets."""
    parts, depth = [''], 0
    for char in text:
        depth += (char in '([') - (char in ')]')
        if char == ',' and depth == 0:
            parts.append('')
        else:
            parts[-1] += char
    return [' '.join(part.split()) for part in parts if part.strip()]


class Member:
    def __init__(self, where, text):
        found = MEMBER.match(text)
        if not found:
            sys.exit('%s: "%s" is not "member [names] [= column]"' % (where, text))
        self.path, how, self.names, self.source = found.groups()
        self.null = how == '?'
        self.size = how[1:-1] if how and how != '?' else None
        self.column = self.path.replace('.', '_')

    def sql(self, table, source):
        source = source or self.source or self.column
        if not source.isidentifier():
            return '%s AS %s' % (source, self.column)
        place = '%s.%s' % (table, source) if table else source
        return place if source == self.column else '%s AS %s' % (place, self.column)

    def read(self, column):
        if self.names and self.names.endswith('()'):
            return 'row->%s = %s(mc_col_text(stmt, %d));' % (self.path, self.names[:-2], column)
        if self.names:
            return 'row->%s = mc_col_named(stmt, %d, &%s);' % (self.path, column, self.names)
        if self.size:
            return 'row->%s = mc_col_bytes(stmt, %d, %s);' % (self.path, column, self.size)
        null = '_OR_NULL' if self.null else ''
        return 'MC_READ%s(row->%s, stmt, %d, arena);' % (null, self.path, column)


class Row:
    def __init__(self, where, name, c_type, members):
        self.where, self.name, self.type = where, name, c_type
        self.members = [Member(where, text) for text in split(members or '')]

    def columns(self):
        return [member.column for member in self.members]

    def paste(self, where, table, instead):
        other = {}
        for part in split(instead or ''):
            path, _, source = part.partition('=')
            if path.strip() not in [member.path for member in self.members]:
                sys.exit('%s: row %s has no member %s' % (where, self.name, path.strip()))
            other[path.strip()] = source.strip()
        return ', '.join(member.sql(table, other.get(member.path)) for member in self.members)

    def pointer(self):
        return self.type + ('' if self.type.endswith('*') else ' ') + '*'

    def header(self):
        name, pointer = self.name, self.pointer()
        return ('extern const struct mc_row_reader sql_row_{0};\nstruct sql_{0}_rows {{\n\tstruct mc_stmt *stmt;\n}};\n\n'
                'MC_CHECKED static inline enum mc_status sql_{0}_one(struct sql_{0}_rows rows, struct mc_arena *arena,\n'
                '\t{1}ret_row, struct mc_error *err)\n{{\n'
                '\treturn mc_rows_one(rows.stmt, &sql_row_{0}, arena, ret_row, err);\n}}\n\n'
                'MC_CHECKED static inline enum mc_status sql_{0}_next(struct sql_{0}_rows rows, {1}ret_row,\n'
                '\tstruct mc_error *err)\n{{\n\treturn mc_rows_next(rows.stmt, &sql_row_{0}, ret_row, err);\n}}\n\n'
                'MC_CHECKED static inline enum mc_status sql_{0}_all(struct sql_{0}_rows rows, struct mc_arena *arena,\n'
                '\t{1}*ret_rows, size_t *ret_count, struct mc_error *err)\n{{\n\tvoid *all = NULL;\n'
                '\tMC_TRY(mc_rows_all(rows.stmt, &sql_row_{0}, arena, &all, ret_count, err));\n'
                '\t*ret_rows = all;\n\treturn MC_OK;\n}}\n\n'
                'static inline void sql_{0}_keep(struct sql_{0}_rows rows, struct mc_arena *arena, {1}ret_row)\n{{\n'
                '\tsql_row_{0}.read(rows.stmt, arena, ret_row);\n}}\n\n').format(name, pointer)

    def source(self):
        zero = ['\tmemset(row, 0, sizeof *row);']
        out = ['static void read_%s(struct mc_stmt *stmt, struct mc_arena *arena, void *to)\n{' % self.name,
               '\t%srow = to;\n\t(void)arena;' % self.pointer()]
        if self.members:
            out += zero + ['\t' + member.read(column) for column, member in enumerate(self.members)]
        else:
            out.append('\tMC_READ(*row, stmt, 0, arena);')
        borrows = ' ||\n\t\t'.join(['MC_BORROWS((%s0)->%s)' % ('(%s)' % self.pointer(), m.path) for m in self.members] or
                                   ['MC_BORROWS(*(%s)0)' % self.pointer()])
        columns = self.members or [None]
        out.append('}\n\nstatic const struct mc_column columns_%s[] = {' % self.name)
        out += ['\t{ %s, %s },' % (quote(m.column) if m else 'NULL', m.size if m and m.size else '0') for m in columns]
        out.append('};\nconst struct mc_row_reader sql_row_%s = { read_%s, sizeof(%s), columns_%s, %d,\n\t%s };\n'
                   % (self.name, self.name, self.type, self.name, len(columns), borrows))
        return '\n'.join(out) + '\n'


class Statement:
    def __init__(self, where, path, head):
        self.where, self.file = where, os.path.basename(path)
        self.name, params, self.row, self.about = head.groups()
        self.about = self.about.strip()
        self.params = [tuple(p.split()) for p in params.split(',') if p.strip()]
        self.lines = []
        for p in self.params:
            if len(p) != 2 or p[1] not in C_TYPE:
                sys.exit('%s: parameter "%s" is not "name int|time|text|blob"' % (where, ' '.join(p)))

    def fail(self, what, *args):
        sys.exit('%s: %s: %s' % (self.where, self.name, what % args))

    def finish(self, rows):
        if self.row not in (None, 'number') and self.row not in rows:
            self.fail('there is no row %s', self.row)

        def paste(found):
            if found.group(1) not in rows:
                self.fail('there is no row %s', found.group(1))
            return rows[found.group(1)].paste(self.where, found.group(2), found.group(3))

        text = re.sub(r'\s*--[^\n]*', '', ''.join(self.lines)).strip()
        text = ' '.join(PASTE.sub(paste, text).split())
        if not text.endswith(';') or ';' in text[:-1]:
            self.fail('not one statement ended by ;')
        self.text = text[:-1]
        used = {int(n) for n in re.findall(r'\$(\d+)', self.text)}
        if used != set(range(1, len(self.params) + 1)):
            self.fail('declares %d parameters and uses %s', len(self.params), sorted(used))

    def check(self, db, rows):
        """Whether it can be prepared, and gives what its row asks for."""
        values = {str(n): VALUE[t] for n, (_, t) in enumerate(self.params, 1)}
        try:
            db.execute('EXPLAIN ' + self.text, values)
            reads = self.text.split()[0] in ('SELECT', 'WITH')
            given = [c[0] for c in db.execute(self.text, values).description] if reads else []
        except sqlite3.Error as error:
            self.fail('%s', error)
        wanted = rows[self.row].columns() if self.row in rows else []
        if not wanted:
            if len(given) != (self.row is not None):
                self.fail('gives %d columns: %s', len(given), 'it wants one' if self.row else 'say which row it gives')
        elif given != wanted:
            odd = [pair for pair in zip(given + [None], wanted + [None]) if pair[0] != pair[1]][0]
            self.fail('gives the column %s where row %s has %s', odd[0], self.row, odd[1])

    def header(self):
        args = ''.join(', ' + (C_TYPE[t] % ((n,) * C_TYPE[t].count('%s'))) for n, t in self.params)
        out = ['/* %s */' % self.about] if self.about else []
        if self.row == 'number':
            out.append('MC_CHECKED static inline enum mc_status sql_%s(struct mc_db *db%s, int64_t *ret_number, '
                       'struct mc_error *err)' % (self.name, args))
        else:
            kind = 'struct sql_%s_rows ' % self.row if self.row else 'struct mc_stmt *'
            out.append('static inline %ssql_%s(struct mc_db *db%s)' % (kind, self.name, args))
        out += ['{', '\tstruct mc_stmt *stmt = mc_db_statement(db, MC_SQL_%s);' % self.name.upper()]
        out += ['\t' + BIND[t] % ((i,) + (n,) * (BIND[t].count('%s'))) for i, (n, t) in enumerate(self.params, 1)]
        if self.row == 'number':
            out.append('\treturn mc_single(stmt, ret_number, err);')
        else:
            out.append('\treturn (struct sql_%s_rows){ stmt };' % self.row if self.row else '\treturn stmt;')
        return '\n'.join(out + ['}\n\n'])

    def source(self):
        return '\t{ %s, %s, %s, %s,\n\t\t%s },\n' % (
            quote(self.name), quote(self.file), quote(','.join(t for _, t in self.params)),
            '&sql_row_' + self.row if self.row not in (None, 'number') else 'NULL', quote(self.text))


def quote(text):
    return '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"')


def parse(path, rows, statements):
    row, current = None, None
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        where = '%s:%d' % (path, number)
        starts, head = ROW.match(line), HEAD.match(line)
        if row and line.startswith('--     '):
            row[-1] = (row[-1] or '') + ' ' + line[2:].strip()
            continue
        if row:
            add_row(rows, row)
            row = None
        if starts:
            row = [where, *starts.groups()]
        elif head:
            current = Statement(where, path, head)
            statements.append(current)
        elif line.startswith('--') or not line.strip():
            continue
        elif current:
            current.lines.append(line)
        else:
            sys.exit('%s: text before the first named block' % where)
    if row:
        add_row(rows, row)


def add_row(rows, row):
    if row[1] in rows or row[1] == 'number':
        sys.exit('%s: the row %s stands twice' % (row[0], row[1]))
    rows[row[1]] = Row(*row)


def sql_files(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith('.sql')]


def make_schema(paths):
    """The schema as it stands after every step, the tables that are no book, and the steps' texts."""
    db, apart, steps = sqlite3.connect(':memory:'), set(), {}
    for path in paths:
        found = STEP.match(os.path.basename(path))
        if not found:
            sys.exit('%s: not named NNNN_name.sql or NNNN_name.sqlite.sql' % path)
        part = (int(found.group(1)), 'sqlite' if found.group(2) else 'common')
        if part in steps:
            sys.exit('%s: there are two of step %d' % (path, part[0]))
        steps[part] = open(path, encoding='utf-8').read()
        apart |= set(MARK.findall(steps[part]))
        try:
            db.executescript(steps[part])
        except sqlite3.Error as error:
            sys.exit('%s: %s' % (path, error))
    return db, apart, steps


def embed_schema(steps):
    """The steps as C, from 1; a step that no file has is empty, engine/schema.c fills it."""
    out = ['']
    for (number, part), text in sorted(steps.items()):
        data = text.encode('utf-8') + b'\0'
        lines = ['\t' + ', '.join(str(byte) for byte in data[at:at + 20]) for at in range(0, len(data), 20)]
        out.append('static const unsigned char %s_%d[] = {\n%s\n};' % (part, number, ',\n'.join(lines)))
    out.append('\nconst struct mc_schema_step mc_schema_steps[] = {')
    newest = max(number for number, _ in steps)
    for number in range(1, newest + 1):
        out.append('\t{ %s },' % ', '.join('(const char *)%s_%d' % (part, number) if (number, part) in steps else 'NULL'
                                          for part in ('common', 'sqlite')))
    out.append('};\nconst int mc_schema_step_count = %d;\n' % newest)
    return '\n'.join(out)


def book(db, apart):
    """The tables of the book, each with an order in which two of them compare: that of its primary key."""
    tables = [name for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in (name for name in tables if name not in apart):
        keys = sorted((c[5], c[1]) for c in db.execute('PRAGMA table_info(%s)' % name) if c[5])
        if not keys:
            sys.exit('the table %s has no primary key: two of it could not be compared' % name)
        yield name, ', '.join(column for _, column in keys)


def main():
    header, source, depfile, schema, statements_folder = sys.argv[1:]
    files = sql_files(statements_folder)
    rows, statements = {}, []
    for path in files:
        parse(path, rows, statements)
    db, apart, steps = make_schema(sql_files(schema))
    for statement in statements:
        statement.finish(rows)
        statement.check(db, rows)
    names = [s.name for s in statements]
    made = names + ['%s_%s' % (row, how) for row in rows for how in ('one', 'next', 'all', 'keep')]
    for name in made:
        if made.count(name) > 1:
            sys.exit('the block %s stands twice' % name)
    for row in rows.values():
        if row.name not in [s.row for s in statements]:
            sys.exit('%s: no statement gives the row %s' % (row.where, row.name))
    with open(header, 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/embed_sql.py from the folder sql. */\n#ifndef MC_STORE_SQL_H\n#define MC_STORE_SQL_H\n'
                  '#include "store/rows.h"\n\nenum mc_sql {\n%s\n\tMC_SQL_COUNT\n};\n\n'
                  % '\n'.join('\tMC_SQL_%s,' % n.upper() for n in names))
        out.write('struct mc_sql_row {\n\tconst char *name, *file, *types;\n\tconst struct mc_row_reader *row;\n'
                  '\tconst char *text;\n};\nextern const struct mc_sql_row mc_sql_rows[MC_SQL_COUNT];\n\n')
        out.write(''.join(row.header() for row in rows.values()))
        out.write(''.join(s.header() for s in statements))
        out.write('#endif\n')
    with open(source, 'w', encoding='utf-8') as out:
        out.write('#include "sql.h"\n#include "core/names.h"\n#include "store/engine/schema.h"\n#include <string.h>\n\n')
        out.write('\n'.join(row.source() for row in rows.values()))
        out.write('\nconst struct mc_sql_row mc_sql_rows[MC_SQL_COUNT] = {\n%s};\n'
                  % ''.join(s.source() for s in statements))
        out.write('\nconst struct mc_book_table mc_book[] = {\n%s\t{ NULL, NULL },\n};\n'
                  % ''.join('\t{ %s, %s },\n' % (quote(n), quote(order)) for n, order in book(db, apart)))
        out.write(embed_schema(steps))
    with open(depfile, 'w', encoding='utf-8') as out:
        read = [schema, statements_folder] + sql_files(schema) + files
        out.write('%s: %s\n' % (header, ' '.join(path.replace(' ', '\\ ') for path in read)))


main()
