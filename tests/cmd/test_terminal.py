"""Screens of the real program on every kind of terminal: what is no key gives no number; stops and deaths."""
import ctypes
import os
import re
import signal
import termios

from office import Office, holds, main, same, test
from screen import LFLAG, Screen

TERMS = ('xterm-256color', 'linux', 'putty', 'screen-256color', 'vt220')
AT = '08:20'

# No digit 7 and no letter g is in them: that key is the one that must be the first to act.
ANSWERS = (
    b'\033[?64;1;2;6;9;15;18;21;22c', b'\033[>41;365;0c', b'\033[0n', b'\033[12;40R', b'\033[?12;1$y',
    b'\033[8;24;80t', b'\033[?1u', b'\033]11;rgb:1111/2222/3333\033\\', b'\033]4;1;rgb:cdcd/0000/0000\a',
    b'\033]52;c;MTIzNDU2\033\\', b'\033P1+r544e=5445524d\033\\', b'\033P>|XTerm(365)\033\\', b'\033P1$r0;1m\033\\',
    b'\033_Gi=1;OK\033\\', b'\033^123\033\\', b'\033X123\033\\', b'\x9d11;rgb:1111\x9c', b'\x9b?1;2c')
REPORTS = (
    b'\033[M !!', b'\033[M#12', b'\033[M \xa5\xa6', b'\033[<0;12;5M', b'\033[<0;12;5m', b'\033[<35;1;1M',
    b'\033[32;12;5M', b'\033[I', b'\033[O')
MODIFIED = (
    b'\033[1;5A', b'\033[1;2B', b'\033[1;3C', b'\033[1;9D', b'\033[1;5H', b'\033[1;2P', b'\033[15;5~', b'\033[3;5~',
    b'\033O5A', b'\033Oa', b'\033[a', b'\033[11^', b'\033[3@', b'\033\033[A', b'\033\033OB', b'\033[49;5u', b'\033[49u',
    b'\033[13;2u', b'\033[65;5u', b'\033[2~', b'\033[2;5;49~', b'\033[25~', b'\033[99~', b'\033\r', b'\033NA')
ARROWS = (b'\033[A', b'\033[B', b'\033[C', b'\033[D', b'\033OA', b'\033OB', b'\033OC', b'\033OD', b'\033[[Z')
NOISE = ANSWERS + REPORTS + MODIFIED + ARROWS


def labels(office):
    return [row['label'] for row in office.json('ticket', 'list', at=AT).rows()]


def expect_only(office, screen, key, label):
    """The next key gives the only number of the day: nothing before it has given one."""
    screen.type(key)
    screen.until(lambda: labels(office) != [], 'a number')
    same(labels(office), [label], 'numbers given')


@test('answers, mouse reports and modified keys give no number at the kiosk, on any TERM')
def _():
    for term in TERMS:
        office = Office()
        with Screen(office, 'kiosk', term=term) as screen:
            screen.wait_for('Trả')
            screen.type(b''.join(NOISE))
            expect_only(office, screen, '7', 'G001')


@test('nor at the counter, where letters give numbers and digits priority')
def _():
    for term in TERMS:
        office = Office()
        with Screen(office, 'counter', term=term) as screen:
            screen.wait_for('Trả')
            screen.type(b''.join(NOISE))
            expect_only(office, screen, 'g', 'G001')
            ticket, = office.json('ticket', 'list', at=AT).rows()
            same(ticket['priority'], 'none', 'priority')


@test('a slow line that delivers byte by byte makes no difference, not even beyond the delay of Esc')
def _():
    for arguments, key in ((['kiosk'], '7'), (['counter'], 'g')):
        office = Office()
        with Screen(office, *arguments) as screen:
            screen.wait_for('Trả')
            for sequence in (b'\033[A', b'\033[D', b'\033OA', b'\033[1;5A', b'\033[15;5~', b'\033[<0;12;5M', b'\033[?1;2c'):
                for byte in sequence:
                    screen.type(bytes([byte]))
                    screen.take_in(0.06)  # the line, not a wait
            expect_only(office, screen, key, 'G001')


@test('a string that never ends gives the keyboard back after a while')
def _():
    office = Office()
    with Screen(office, 'kiosk') as screen:
        screen.wait_for('Trả')
        screen.type(b'\033]11;rgb:1111')
        def a_number():
            screen.type('7')
            screen.take_in(1)
            return labels(office) != []
        screen.until(a_number, 'a number')
        same(labels(office), ['G001'])


@test('two hundred keys and pastes come whole and in order')
def _():
    office = Office()
    with Screen(office, 'counter') as screen:
        screen.wait_for('Trả')
        screen.type('\033[15~')  # the search
        at = screen.wait_for('Tìm', len(screen.sent))
        text = ''.join(chr(ord('a') + i % 26) for i in range(100))
        screen.type(text[:50] + '\033[200~' + text[50:70] + '\033[31m\033[201~' + text[70:] + '\b' * 100 + 'xong')
        screen.wait_for('xong', at)


@test('any death puts the terminal back and tells the truth')
def _():
    office = Office()
    office.env['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:detect_leaks=0'
    for arguments, number, status in (
            (['kiosk'], signal.SIGSEGV, -signal.SIGSEGV), (['counter'], signal.SIGABRT, -signal.SIGABRT),
            (['desk', '1'], signal.SIGUSR1, -signal.SIGUSR1), (['board'], signal.SIGQUIT, -signal.SIGQUIT),
            (['counter'], signal.SIGXCPU, -signal.SIGXCPU), (['kiosk'], signal.SIGTERM, 0),
            (['counter'], signal.SIGHUP, 0), (['desk', '1'], signal.SIGINT, 0)):
        with Screen(office, *arguments) as screen:
            at = screen.wait_for('\033[?1049h')
            screen.until(screen.is_raw, 'the mode of a screen')
            at = screen.wait_for('08:10', at)
            same(screen.end(number), status, f'status after {number!r}')
            for piece in ('\033[?25h', '\033[?1049l'):
                at = screen.wait_for(piece, at)
            holds(b'\033[?2004l' in screen.sent, 'the marks of pastes stay on')
            holds(screen.modes_are_back(), f'the modes of the terminal are not back after {number!r}')


@test('so does a fault in the thread of the store')
def _():
    office = Office()
    office.env['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':handle_segv=0:detect_leaks=0'
    with Screen(office, 'kiosk') as screen:
        screen.wait_for('Trả')
        threads = [int(name) for name in os.listdir(f'/proc/{screen.pid}/task') if int(name) != screen.pid]
        holds(threads, 'the store has no thread')
        for thread in threads:
            ctypes.CDLL(None).tgkill(screen.pid, thread, signal.SIGSEGV)
        same(screen.end(), -signal.SIGSEGV, 'status')
        holds(screen.sent.count(b'\033[?1049l') >= 1, 'the screen of before is not back')
        holds(screen.modes_are_back(), 'the modes of the terminal are not back')


@test('stopped and continued: modes, picture and keyboard are back, and blind keys have done nothing')
def _():
    office = Office()
    with Screen(office, 'kiosk') as screen:
        screen.wait_for('Trả')
        screen.until(screen.is_raw, 'the mode of a screen')
        modes = screen.modes()
        for _ in range(20):  # wherever it is when it is stopped: here it has just got a key
            screen.type('x')
            os.kill(screen.pid, signal.SIGSTOP)
            os.waitpid(screen.pid, os.WUNTRACED)
            termios.tcsetattr(screen.fd, termios.TCSANOW, screen.before)  # as a shell does
            screen.type('1\n2\n345')
            at = len(screen.sent)
            os.kill(screen.pid, signal.SIGCONT)
            screen.wait_for('Trả', screen.wait_for('\033[?1049h', at))
            screen.wait_for('\033[?2004h', at)
            screen.until(lambda: screen.modes()[:4] == modes[:4], 'the mode of a screen')
        expect_only(office, screen, '7', 'G001')


# A shell with job control: the program stops, the shell speaks, a line brings the program back.
SHELL = ('/bin/sh', '-mc', '"$0" "$@"; echo "stopped as $?"; read -r _; fg >/dev/null; echo "ended as $?"')


def child_of(screen):
    with open(f'/proc/{screen.pid}/task/{screen.pid}/children', encoding='ascii') as children:
        child, = map(int, children.read().split())
    return child


def state_of(pid):
    try:
        with open(f'/proc/{pid}/stat', encoding='utf-8') as stat:
            return stat.read().rpartition(')')[2].split()[0]
    except FileNotFoundError:
        return 'X'


def is_stopped(pid):
    return state_of(pid) == 'T'


def is_there(pid):
    return state_of(pid) not in 'XZ'


def stop_in_a_shell(number):
    office = Office()
    with Screen(office, 'kiosk', command=SHELL) as screen:
        screen.wait_for('Trả')
        child = child_of(screen)
        os.kill(child, number)
        at = screen.wait_for('stopped as')
        stopped = bytes(screen.sent)
        cooked = bool(screen.modes()[LFLAG] & termios.ICANON)
        screen.type('\n123')  # the shell takes the line, and nobody the rest
        at = screen.wait_for('Trả', screen.wait_for('\033[?1049h', at))
        screen.until(screen.is_raw, 'the mode of a screen')
        expect_only(office, screen, '7', 'G001')
        os.kill(child, signal.SIGTERM)
        screen.wait_for('ended as 0')
        same(screen.end(), 0)
        # some shells take the modes that they found at a stop for their own
        holds(screen.modes_are_back() or not cooked, 'the modes of the terminal are not back')
        return stopped, cooked


@test('SIGTSTP gives the terminal to the shell, and fg takes it again')
def _():
    stopped, cooked = stop_in_a_shell(signal.SIGTSTP)
    holds(cooked, 'the shell got the terminal without its lines')
    holds(stopped.rfind(b'\033[?1049l') < stopped.rfind(b'stopped as'), 'the shell speaks on our screen')
    holds(b'\033[?1049l' in stopped, 'the screen stays while it is stopped')


@test('SIGSTOP comes without a word, and fg takes the terminal again all the same')
def _():
    stop_in_a_shell(signal.SIGSTOP)


@test('a screen continued in the background stops again and leaves the terminal to the shell')
def _():
    office = Office()
    with Screen(office, 'kiosk', command=SHELL) as screen:
        # A stop may come in the middle of a picture, whose rest then comes later: not before the last of its colours.
        screen.wait_for('\033[40m', screen.wait_for('\033[H', screen.wait_for('Trả')))
        child = child_of(screen)
        os.kill(child, signal.SIGSTOP)
        screen.wait_for('stopped as')
        at = len(screen.sent)
        os.kill(child, signal.SIGCONT)  # as bg does
        screen.until(lambda: is_stopped(child), 'the second stop')
        holds(b'\033' not in screen.sent[at:], f'drawn in the background: {screen.sent[at:]!r}')
        screen.type('\n')
        screen.wait_for('Trả', screen.wait_for('\033[?1049h', at))
        expect_only(office, screen, '7', 'G001')


@test('a stopped screen that is ended in the background leaves the modes of the shell')
def _():
    office = Office()
    with Screen(office, 'kiosk', command=SHELL) as screen:
        screen.wait_for('Trả')
        child = child_of(screen)
        os.kill(child, signal.SIGSTOP)
        at = screen.wait_for('stopped as')
        modes = [*screen.before]
        modes[LFLAG] &= ~termios.ECHO
        termios.tcsetattr(screen.fd, termios.TCSANOW, modes)
        os.kill(child, signal.SIGTERM)
        os.kill(child, signal.SIGCONT)
        screen.wait_for('\033[?1049l', at)
        screen.until(lambda: not is_there(child), 'the end')
        same(screen.modes()[:4], modes[:4], 'modes')


@test('a terminal that cannot show a screen is refused in a sentence, status 3, and doctor says so')
def _():
    office = Office()
    for term, sentence in (('dumb', '“dumb” cannot show a screen'), ('unknown', '“unknown” is not known here'),
                           ('no-such-type', '“no-such-type” is not known here'), ('', 'does not say what it is')):
        for arguments in (['kiosk'], ['counter'], ['desk', '1'], ['board'], ['watch'], ['demo']):
            with Screen(office, '--lang', 'en', *arguments, term=term) as screen:
                same(screen.end(), 3, f'status of {arguments} with TERM={term}')
                text = screen.sent.decode()
                holds(sentence in text and 'set TERM' in text.replace('Set', 'set'), text)
                holds('\033' not in text, f'something was drawn: {text!r}')
        with Screen(office, '--lang', 'en', 'doctor', term=term) as screen:
            screen.end()
            holds(sentence in screen.sent.decode(), screen.sent.decode())


@test('the size is that of the window, and NO_COLOR counts only when it is not empty')
def _():
    office = Office()
    with Screen(office, 'kiosk', LINES='10', COLUMNS='40', NO_COLOR='') as screen:
        screen.wait_for('Trả')
        holds(b'\033[38;5;' in screen.sent, 'an empty NO_COLOR took the colours')
    with Screen(office, 'kiosk', NO_COLOR='1') as screen:
        screen.wait_for('Trả')
        looks = set(re.findall(rb'\033\[([0-9;]*)m', screen.sent)) - {b'39;49'}
        holds(not any(re.search(rb'[34]\d', look) for look in looks), f'NO_COLOR left colours: {looks}')


@test('a leave-PIN that is not typed to its end leaves the terminal with its echo')
def _():
    office = Office()
    for key, ends_with in ((b'\003', -signal.SIGINT), (b'\034', -signal.SIGQUIT)):
        with Screen(office, '--lang', 'en', 'office', 'set', 'leave-pin') as screen:
            screen.wait_for('4 to 12 digits')
            screen.until(lambda: not screen.modes()[LFLAG] & termios.ECHO, 'no echo')
            screen.type(b'12' + key)
            same(screen.end(), ends_with)
            holds(screen.modes_are_back(), 'the terminal has no echo')


main()
