#!/usr/bin/env python3
"""po_words.py vi.po thuat-ngu.md: the office's words in the translations.

Reads the two tables of docs/vi/thuat-ngu.md that a machine can hold, “Không
dùng” (words never used) and “Kiểm bằng máy” (an English word and what its
translation contains), and prints each message that breaks them.
"""
import ast
import re
import sys
import unicodedata


def messages(path):
    """(msgid, msgstr) of every entry with an id."""
    entry, key = {}, None
    with open(path, encoding='utf-8') as lines:
        for line in [*lines, '\n']:
            line = line.strip()
            head = re.match(r'(msgid|msgstr)\s+(".*")$', line)
            if head:
                key = head.group(1)
                if key == 'msgid' and 'msgstr' in entry:
                    yield entry.pop('msgid'), entry.pop('msgstr')
                entry[key] = ast.literal_eval(head.group(2))
            elif line.startswith('"') and key:
                entry[key] += ast.literal_eval(line)
    if 'msgid' in entry:
        yield entry['msgid'], entry['msgstr']


def table(path, heading):
    """The first two cells of every row of the table under a heading."""
    with open(path, encoding='utf-8') as page:
        part = page.read().split(f'\n## {heading}\n', 1)[1].split('\n## ', 1)[0]
    rows = [[cell.strip() for cell in line.strip('|').split('|')] for line in part.splitlines() if line.startswith('|')]
    return [(row[0], row[1]) for row in rows[2:]]


def has(text, word):
    return re.search(rf"(?<!\w){re.escape(word)}(?![\w’'])", text, re.IGNORECASE) is not None


def main():
    catalogue, words = sys.argv[1:]
    never = [word.strip() for word, _ in table(words, 'Không dùng')]
    pairs = [([w.strip() for w in english.split(',')], [w.strip() for w in vietnamese.split(';')])
             for english, vietnamese in table(words, 'Kiểm bằng máy')]
    assert never and pairs
    bad = 0
    for english, text in messages(catalogue):
        if not english:
            continue
        findings = [f'“{word}” is not used' for word in never if has(text, word)]
        # Terminal keys and command names are quoted in sentences: “motcua desk list” is no desk.
        prose = re.sub(r'“[^”]*”|%\S*', ' ', english)
        findings += [f'“{"/".join(en)}” is “{"/".join(vi)}”' for en, vi in pairs
                     if any(has(prose, word) for word in en) and not any(has(text, word) for word in vi)]
        if unicodedata.normalize('NFC', text) != text:
            findings.append('is not in normal form C')
        for finding in findings:
            print(f'{english!r} → {text!r}: {finding}')
            bad += 1
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
