#!/usr/bin/env python3
"""Turns named SQL blocks into typed C functions.

A block:

    -- ticket_by_label (day int, label text): one line about it
    SELECT … WHERE day = $1 AND label = $2;

becomes `struct mc_stmt *sql_ticket_by_label(struct mc_db *db, int64_t day, const
char *label)`: the statement, prepared once per connection, with its parameters
bound. Types: int (int64_t), time (int64_t, 0 is null), text (const char *, NULL is null), blob (pointer and
size). Here it is checked that exactly the declared parameters are used; their
types are checked by the C compiler and, on PostgreSQL, by a test that prepares
every block.

embed_sql.py HEADER SOURCE FILE.sql…
"""
import os
import re
import sys

HEAD = re.compile(r'^-- (\w+)\s*\(([^)]*)\)\s*:?\s*(.*)$')
C_TYPE = {'int': 'int64_t %s', 'time': 'int64_t %s', 'text': 'const char *%s', 'blob': 'const void *%s, size_t %s_len'}
BIND = {'int': 'mc_bind_int(stmt, %d, %s);', 'time': 'mc_bind_time(stmt, %d, %s);',
        'text': 'mc_bind_text(stmt, %d, %s);',
        'blob': 'mc_bind_blob(stmt, %d, %s, %s_len);'}


def blocks(path):
    name, params, about, lines = None, [], '', []
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        head = HEAD.match(line)
        if head:
            if name:
                yield name, params, about, lines
            name, about, lines = head.group(1), head.group(3).strip(), []
            params = [tuple(p.split()) for p in head.group(2).split(',') if p.strip()]
            for p in params:
                if len(p) != 2 or p[1] not in C_TYPE:
                    sys.exit('%s:%d: parameter "%s" is not "name int|time|text|blob"' % (path, number, ' '.join(p)))
        elif line.startswith('--'):
            continue
        elif name:
            lines.append(line)
        elif line.strip():
            sys.exit('%s:%d: text before the first named block' % (path, number))
    if name:
        yield name, params, about, lines


def sql_text(path, name, params, lines):
    text = re.sub(r'\s*--[^\n]*', '', ''.join(lines)).strip()
    if not text.endswith(';') or ';' in text[:-1]:
        sys.exit('%s: block %s is not one statement ended by ;' % (path, name))
    text = ' '.join(text[:-1].split())
    used = {int(n) for n in re.findall(r'\$(\d+)', text)}
    if used != set(range(1, len(params) + 1)):
        sys.exit('%s: block %s declares %d parameters and uses %s' % (path, name, len(params), sorted(used)))
    return text


def main():
    header, source, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    rows = []
    for path in files:
        for name, params, about, lines in blocks(path):
            rows.append((name, params, about, sql_text(path, name, params, lines), os.path.basename(path)))
    names = [row[0] for row in rows]
    for name in names:
        if names.count(name) > 1:
            sys.exit('the block %s stands twice' % name)
    quote = lambda text: '"%s"' % text.replace('\\', '\\\\').replace('"', '\\"')
    with open(header, 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/embed_sql.py from the folder sql. */\n#ifndef MC_STORE_SQL_H\n#define MC_STORE_SQL_H\n'
                  '#include "store/engine/engine.h"\n\nenum mc_sql {\n%s\n\tMC_SQL_COUNT\n};\n\n'
                  % '\n'.join('\tMC_SQL_%s,' % n.upper() for n in names))
        out.write('struct mc_sql_row {\n\tconst char *name, *file, *types, *text;\n};\n'
                  'extern const struct mc_sql_row mc_sql_rows[MC_SQL_COUNT];\n\n')
        for name, params, about, _, _ in rows:
            args = ''.join(', ' + (C_TYPE[t] % ((n,) * C_TYPE[t].count('%s'))) for n, t in params)
            if about:
                out.write('/* %s */\n' % about)
            out.write('static inline struct mc_stmt *sql_%s(struct mc_db *db%s)\n{\n' % (name, args))
            out.write('\tstruct mc_stmt *stmt = mc_db_statement(db, MC_SQL_%s);\n' % name.upper())
            for i, (n, t) in enumerate(params, 1):
                out.write('\t' + BIND[t] % ((i,) + (n,) * (BIND[t].count('%s'))) + '\n')
            out.write('\treturn stmt;\n}\n\n')
        out.write('#endif\n')
    with open(source, 'w', encoding='utf-8') as out:
        out.write('#include "sql.h"\n\nconst struct mc_sql_row mc_sql_rows[MC_SQL_COUNT] = {\n')
        for name, params, _, text, path in rows:
            types = ','.join(t for _, t in params)
            out.write('\t{ %s, %s, %s,\n\t\t%s },\n' % (quote(name), quote(path), quote(types), quote(text)))
        out.write('};\n')


main()
