#!/usr/bin/env python3
"""screens.py MOTCUA FILE.png: makes docs/screens.png anew.

Opens counter, desk 1, hall board and kiosk of the demonstration's office in tmux, each
80×24, and draws what tmux has of them with pango-view (Debian: tmux, pango1.0-tools,
fonts-jetbrains-mono):

    tools/screens.py build/src/cmd/motcua docs/screens.png
"""
import html
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'tests', 'cmd'))
from office import Office, program  # noqa: E402
from terminal import Terminal  # noqa: E402

COLUMNS, ROWS = 80, 24
MORNING = '2026-11-23T09:10'
SCREENS = ((('desk', '1'), 'F2', 'Gọi vì'), (('counter',), None, 'sẵn sàng'), (('board',), None, 'đến quầy'),
           (('kiosk',), None, 'Chứng thực'))
PLAIN, PAPER = '#e5e5e5', '#000000'
BASE = ('000000', 'cd0000', '00cd00', 'cdcd00', '0000ee', 'cd00cd', '00cdcd', 'e5e5e5',
        '7f7f7f', 'ff0000', '00ff00', 'ffff00', '5c5cff', 'ff00ff', '00ffff', 'ffffff')


def indexed(number):
    """A colour of the 256 as #rrggbb."""
    if number < 16:
        return '#' + BASE[number]
    if number >= 232:
        return '#' + 3 * f'{8 + 10 * (number - 232):02x}'
    steps = (0, 95, 135, 175, 215, 255)
    return '#' + ''.join(f'{steps[(number - 16) // by % 6]:02x}' for by in (36, 6, 1))


class Look:
    """What the sequences so far (SGR) make of the next letter."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.colours, self.bold, self.reverse, self.underline = {'3': PLAIN, '4': PAPER}, False, False, False

    def take(self, codes):
        codes = [int(code or 0) for code in re.split('[;:]', codes)]
        while codes:
            code = codes.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (4, 24):
                self.underline = code == 4
            elif code in (7, 27):
                self.reverse = code == 7
            elif code in (38, 48):
                kind = codes.pop(0)
                parts = [codes.pop(0) for _ in range(1 if kind == 5 else 3)]
                self.colours[str(code)[0]] = indexed(parts[0]) if kind == 5 else '#' + ''.join(f'{p:02x}' for p in parts)
            elif code in (39, 49):
                self.colours[str(code)[0]] = PLAIN if code == 39 else PAPER
            elif 30 <= code <= 47 or 90 <= code <= 107:
                bright = 8 if code >= 90 else 0
                plane = '3' if code // 10 in (3, 9) else '4'
                self.colours[plane] = indexed(code % 10 + bright)

    def wrap(self, text):
        ink, paper = self.colours['3'], self.colours['4']
        if self.reverse:
            ink, paper = paper, ink
        more = (' weight="bold"' if self.bold else '') + (' underline="single"' if self.underline else '')
        return f'<span foreground="{ink}" background="{paper}"{more}>{html.escape(text)}</span>'


def marked_up(capture):
    """The rows as Pango markup, each as wide as the screen."""
    look, rows = Look(), []
    for line in (capture.split('\n') + ROWS * [''])[:ROWS]:
        row, width = '', 0
        for codes, text in re.findall(r'\x1b\[([\d;:]*)m|([^\x1b]+)', re.sub(r'\x0e|\x0f|\x1b[()].', '', line)):
            if text:
                row, width = row + look.wrap(text), width + len(text)
            else:
                look.take(codes)
        rows.append(row + (look.wrap(' ' * (COLUMNS - width)) if width < COLUMNS else ''))
    return rows


def capture(command, key, sign, office):
    terminal = Terminal([program(), '--office', office.path, *command], COLUMNS, ROWS, office.env)
    if key is not None:
        terminal.wait_for('Dữ liệu: bình thường')
        terminal.type(key)
    terminal.wait_for(sign)
    rows = marked_up(terminal.coloured())
    terminal.close()
    return rows


def demonstrated():
    """An office as the demonstration leaves it."""
    office = Office()
    terminal = Terminal([program(), '--office', office.path, '--at', MORNING, 'demo'], COLUMNS, ROWS, office.env)
    terminal.wait_for('QUẦY TIẾP NHẬN')
    terminal.type('F10')
    terminal.end()
    return office


office = demonstrated()
desk, counter, board, kiosk = (capture(*screen, office) for screen in SCREENS)
lines = [f'{left}  {right}' for left, right in [*zip(counter, desk), ('', ''), *zip(board, kiosk)]]
subprocess.run(['pango-view', '--no-display', '--markup', '--font=JetBrains Mono 15px', f'--background={PAPER}',
                '--margin=4', '--dpi=96', f'--output={sys.argv[2]}', '/dev/stdin'],
               input='\n'.join(lines).encode(), check=True)
