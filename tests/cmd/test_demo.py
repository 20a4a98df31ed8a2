"""The demonstration as a newcomer meets it: the real screens at several sizes."""
import os
import sys
import time

from office import Office, holds, main, program, same, test
from terminal import MISSING, PATIENCE_S, Terminal

MORNING = '2026-11-24T09:10'
SIZES = ((242, 50), (200, 60), (160, 50), (80, 24))
MOVE_AND_LEAVE = 'Alt-← Alt-→ màn hình khác · F10 thoát'
COUNTER, DESK, BOARD = 'QUẦY TIẾP NHẬN', 'Đang phục vụ', 'Xin mời công dân'


def open_demonstration(columns, rows):
    office = Office()
    terminal = Terminal([program(), '--office', office.path, '--at', MORNING, 'demo'], columns, rows, office.env)
    terminal.wait_for(COUNTER, MOVE_AND_LEAVE)
    return office, terminal


def processes_of(office):
    """What runs with the office's folder among its words, but for those that are no more."""
    found = []
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{pid}/cmdline', 'rb') as file:
                words = file.read().split(b'\0')
        except OSError:
            continue
        if any(office.path.encode() in word for word in words):
            found.append((pid, b' '.join(words).decode('utf-8', 'replace')))
    return found


def expect_nothing_left(office):
    until = time.monotonic() + PATIENCE_S
    while processes_of(office):
        holds(time.monotonic() < until, f'still there: {processes_of(office)}')
        time.sleep(0.05)


@test('F10 leaves at every size, with status 0, and says nothing')
def leaving():
    for columns, rows in SIZES:
        office, terminal = open_demonstration(columns, rows)
        terminal.type('F10')
        same(terminal.end(), (0, '\n' * rows), f'status, and the terminal of {columns}x{rows}')
        expect_nothing_left(office)


@test('nothing is left when its window is closed')
def closing():
    for columns, rows in SIZES[1], SIZES[-1]:
        office, terminal = open_demonstration(columns, rows)
        holds(any('--crowd' in words for _, words in processes_of(office)), 'there is no crowd')
        terminal.close()
        expect_nothing_left(office)


@test('Alt with an arrow goes round the screens, and only these')
def moving():
    for columns, rows in SIZES:
        _, terminal = open_demonstration(columns, rows)
        for key in ('M-Right', 'M-Right', 'M-Right', 'M-Left', 'M-Left', 'M-Left'):
            terminal.type(key)
        terminal.type('c')  # back at the counter a letter gives a number of its line
        terminal.wait_for('Đã cấp số C')
        terminal.type('F10')
        same(terminal.end()[0], 0)


@test('in a small terminal each screen is a page, with the way on and out below it')
def pages():
    _, terminal = open_demonstration(80, 24)
    for screen in (DESK, BOARD, COUNTER, DESK):
        terminal.type('M-Right')
        terminal.wait_for(screen, MOVE_AND_LEAVE)
    terminal.type('F10')
    same(terminal.end()[0], 0)


@test('commands in a second terminal live on the same morning')
def clock():
    office, terminal = open_demonstration(80, 24)
    same(office.one('office', 'show')['clock'][:13], MORNING[:13])
    ticket = office.one('ticket', 'issue', '--line', 'B')
    same(ticket['issued_at'][:13], MORNING[:13])
    holds(ticket['ahead'] >= 2, f'nobody waits: {ticket}')
    terminal.type('F10')
    same(terminal.end()[0], 0)
    same(office.one('office', 'show')['clock'][:11], MORNING[:11])


if MISSING:
    print(f'1..0 # SKIP {MISSING}')
    sys.exit(0)
main()
