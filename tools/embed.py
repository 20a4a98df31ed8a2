#!/usr/bin/env python3
"""Writes a file's bytes as a C array: embed.py --symbol NAME IN OUT.

Declares `const unsigned char NAME[]` and `const unsigned long NAME_size`; a NUL
that is not counted follows the bytes, so that text can be used as a string.
"""
import sys

_, flag, symbol, source, target = sys.argv
assert flag == '--symbol'
data = open(source, 'rb').read()
rows = [', '.join('%d' % b for b in data[i:i + 24]) for i in range(0, len(data), 24)]
with open(target, 'w') as out:
    out.write('extern const unsigned char %s[];\nextern const unsigned long %s_size;\n' % (symbol, symbol))
    out.write('const unsigned char %s[] = {\n%s\n};\n' % (symbol, ',\n'.join(rows + ['0'])))
    out.write('const unsigned long %s_size = %d;\n' % (symbol, len(data)))
