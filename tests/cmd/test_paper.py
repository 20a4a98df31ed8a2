"""paper …, print …, printer …: layouts, the print list, what a printer is told of."""
import json
import os
import shutil
import subprocess

from office import Office, Skipped, environment, folder, holds, main, motcua, program, same, test, write
from screen import Screen

OWNER = 'Đặng Thị Ngọc Ánh'
ID = '087189001234'


def need_print():
    if not os.path.exists(os.path.join(os.path.dirname(program()), 'motcua-print')):
        raise Skipped('motcua-print is not built')


@test('papers as text: the ticket without a person, the slip with PIN and masked ID')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    row = office.accept('--id-number', ID)
    ticket = office.run('paper', 'show', 'ticket', '--ticket', 'a1', at='08:11').out
    holds('A001' in ticket and 'VĂN PHÒNG THỰC HÀNH' in ticket, ticket)
    slip = office.run('paper', 'show', 'slip', '--dossier', row['code'], at='08:11').out
    for text in (row['code'], row['pin'], OWNER, '17:00 23/11/2026', 'VĂN PHÒNG THỰC HÀNH'):
        holds(text in slip, f'{text} is not on {slip}')
    holds(ID not in slip, 'the whole ID number is on the slip')
    office.refuse(1, 'paper', 'show', 'slip', '--dossier', 'X-1', at='08:11')
    office.refuse(1, 'paper', 'show', 'poster', '--dossier', row['code'], at='08:11', says='poster')
    office.refuse(2, 'paper', 'show', 'slip', at='08:11', says='--dossier')
    office.run('ticket', 'issue', '--line', 'A', '--no-print', at='08:12')
    office.refuse(1, 'paper', 'show', 'ticket', '--ticket', 'A002', at='08:13', says='A002')


@test('layouts: checked with the line of a fault, rendered as written, without an office')
def _():
    path = os.path.join(folder(), 'ticket-80.receipt')
    def write(text):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
    write('^^$(so)\nXin chào $(ten)\n$(giay_to.stt). |$(giay_to.ten) |\n')
    out = motcua('paper', 'render', path, '--set', 'so=A012', '--set', 'ten=Ánh | Hà', '--set', 'giay_to.ten=Tờ khai',
                 '--set', 'giay_to.ten=Ảnh', '--columns', '32').out
    for text in ('A012', 'Xin chào Ánh | Hà', '1.', 'Tờ khai', '2.', 'Ảnh'):
        holds(text in out, out)
    holds(all(len(line) <= 32 for line in out.splitlines()), out)
    answer = motcua('--json', '--lang', 'en', 'paper', 'check', path)
    same(answer.row()['ok'], True)
    holds('ten' in answer.err, 'a variable that the ticket lacks is not named')
    write('first\n{command:x}\n')
    fault = motcua('--lang', 'en', 'paper', 'check', path, expect=2)
    holds('line 2' in fault.err and fault.out == '', str(fault))
    motcua('paper', 'render', path, '--columns', '5', expect=2)
    motcua('paper', 'render', path, '--set', 'novalue', expect=2)
    motcua('paper', 'check', path + 'x', expect=1)


@test('the print list: made by acts, reprinted with a mark, dropped')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    job = office.one('print', 'list', at='08:01')
    same((job['document'], job['state'], job['copy']), ('ticket A001', 'waiting', 1))
    again = office.one('print', 'reprint', job['job'], at='08:02')
    same((again['document'], again['copy']), ('ticket A001', 2))
    holds('IN LẠI' in office.run('paper', 'show', 'ticket', '--ticket', 'A001', at='08:03').out.upper(), 'no mark')
    same(office.one('print', 'drop', job['job'])['state'], 'dropped')
    office.refuse(1, 'print', 'drop', '999', says='999')
    office.refuse(2, 'print', 'drop', 'x', says='x')
    office.refuse(1, 'print', 'retry', again['job'])


@test('a reprint is the paper of then, with the day and hour of the reprint')
def _():
    office = Office()
    code = office.accept(at='08:00')['code']
    name = office.one('office', 'show')['name']

    def slip(at):
        return office.run('paper', 'show', 'slip', '--dossier', code, at=at).out
    first = slip('08:01')
    holds(name in first and 'IN LẠI' not in first, first)
    job = office.one('print', 'list', at='08:01')['job']
    office.run('office', 'set', 'name', 'Ủy ban nhân dân phường Tên Mới')
    office.run('office', 'set', 'phone', '024 9999 9999')
    for copy, at, mark in ((1, '2026-11-24T08:02', '08:02 24/11/2026'), (2, '2026-12-01T16:30', '16:30 01/12/2026')):
        job = office.one('print', 'reprint', job, at=at)['job']
        again = slip(at)
        holds(f'BẢN IN LẠI (lần {copy}) – {mark}' in ' '.join(again.split()), again)
        same([line for line in again.splitlines() if line in first.splitlines()], first.splitlines(), 'the paper of then')
    office.run('verify')
    holds('Tên Mới' in office.run('paper', 'show', 'slip', '--dossier', office.accept(at='09:00')['code'], at='09:01').out,
          'a new paper has the new name')


@test('pictures, pages and printer data come from motcua-print, to a file or stdout')
def _():
    need_print()
    office = Office()
    code = office.accept()['code']
    show = ('paper', 'show', 'slip', '--dossier', code)
    for form, begins in (('png', b'\x89PNG'), ('pdf', b'%PDF'), ('escpos', b'\x1b@')):
        path = os.path.join(folder(), 'paper')
        row = office.one(*show, '--as', form, '-o', path, at='08:11')
        same(row['file'], path)
        with open(path, 'rb') as file:
            same(file.read(len(begins)), begins, form)
        same(os.stat(path).st_mode & 0o777, 0o600, 'mode of a paper with a name on it')
    office.refuse(2, *show, '--as', 'gif', at='08:11', says='gif')
    office.run('--json', *show, '--as', 'png', at='08:11', expect=2)
    # The worker's clock is the machine's, also in a practice office: the list is asked by the same one.
    office.run('print', 'run', '--once')
    job = office.one('print', 'list')
    same(job['state'], 'done')
    office.refuse(1, 'print', 'drop', job['job'])
    holds(any(name.endswith('.png') for _f, _d, names in os.walk(os.path.join(office.path, 'papers'))
              for name in names), 'no picture in the folder printer')
    same(office.one('printer', 'test', 'thu-muc')['state'], 'done')


@test('a value that a bar code cannot hold costs the bar code, never the ticket, and is told')
def _():
    need_print()
    office = Office()
    own = os.path.join(office.path, 'layouts', 'ticket-80.receipt')
    os.makedirs(os.path.dirname(own), exist_ok=True)
    bad = '"$(so)"\n{code:$(nhom_thu_tuc); option:code128,2,60,hri}\n{code:$(qr); option:qrcode,4,m}\n'
    checked = motcua('--json', '--lang', 'en', 'paper', 'check', write('ticket-80.receipt', bad))
    same((checked.row()['ok'], checked.row()['warnings']), (True, 1))
    holds('line 2' in checked.err and 'nhom_thu_tuc' in checked.err, checked)
    same(motcua('--json', 'paper', 'check', write('ticket-80.receipt', bad.replace('nhom_thu_tuc', 'so'))).row()['warnings'], 0)
    with open(own, 'w', encoding='utf-8') as file:
        file.write(bad)
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    for form in ('text', 'png', 'pdf', 'escpos'):
        answer = office.run('--lang', 'en', 'paper', 'show', 'ticket', '--ticket', 'A001', '--as', form, '-o',
                            os.path.join(folder(), 'x'), at='08:01')
        holds('line 2: the bar code is left out' in answer.err and 'Hộ tịch' not in answer.err, answer)
    paper = office.run('paper', 'show', 'ticket', '--ticket', 'A001', at='08:01').out
    holds('A001' in paper and '[không in được mã vạch]' in paper and '[QR ' in paper, paper)
    office.run('print', 'run', '--once')
    job = office.one('print', 'list', '--all', at='08:02')
    same(job['state'], 'done')
    holds('dòng 2' in job['message'] and 'mã vạch' in job['message'], job)
    # A layout with a fault in it is passed over for the built-in one, and that is told too.
    with open(own, 'w', encoding='utf-8') as file:
        file.write('{code:$(so')
    office.run('ticket', 'issue', '--line', 'A', at='08:03')
    office.run('print', 'run', '--once')
    job = office.json('print', 'list', '--all', at='08:04').rows()[-1]
    same(job['state'], 'done')
    holds(own in job['message'], job)
    holds('SỐ THỨ TỰ' in office.run('paper', 'show', 'ticket', '--ticket', 'A002', at='08:05').out, 'not the built-in layout')


@test('printers: added, listed, removed')
def _():
    office = Office()
    row = office.one('printer', 'add', 'quay1', '--queue', 'TM_T20', '--width', '80', '--for', 'ticket,slip')
    same((row['name'], row['queue'], row['forms'], row['driver']), ('quay1', 'TM_T20', 'ticket;slip', 'auto'))
    same(sorted(r['name'] for r in office.json('printer', 'list').rows()), ['quay1', 'thu-muc'])
    office.refuse(2, 'printer', 'add', 'x', says='--queue')
    office.refuse(2, 'printer', 'add', 'x', '--queue', 'q', '--folder', '/tmp', says='--queue')
    office.refuse(2, 'printer', 'add', 'x', '--queue', 'q', '--width', '81', says='81')
    office.refuse(1, 'printer', 'add', 'x', '--queue', 'q', '--for', 'poster', says='poster')
    office.run('printer', 'remove', 'quay1')
    office.refuse(1, 'printer', 'remove', 'quay1', says='quay1')
    same(office.one('printer', 'status', 'thu-muc')['state'], 'ready')


@test('a folder printer: its folder is made when it is added, and status and doctor tell when it cannot be written')
def _():
    office = Office()

    def state(name='mau'):
        answer = office.json('--lang', 'en', 'printer', 'status', name, expect=None)
        row = answer.row()
        same(answer.status, 0 if row['state'] == 'ready' else 3, f'status of {answer}')
        doctor = office.json('--lang', 'en', 'doctor', expect=None)
        named = [problem['message'] for problem in doctor.row()['problems'] if f'Printer {name}' in problem['message']]
        same(len(named), 0 if row['state'] == 'ready' else 1, f'problems: {doctor}')
        return row['state'], row['message']
    path = os.path.join(folder(), 'a', 'b')
    office.run('printer', 'add', 'mau', '--folder', path)
    same(os.stat(path).st_mode & 0o777, 0o700, 'mode of the folder')
    same(state(), ('ready', ''))
    # A folder elsewhere that has gone may be a disk that was carried away: nobody makes another in its place.
    os.rmdir(path)
    same(state()[0], 'missing')
    office.run('ticket', 'issue', '--line', 'A')
    if os.path.exists(os.path.join(os.path.dirname(program()), 'motcua-print')):
        office.run('printer', 'remove', 'thu-muc')
        office.run('print', 'run', '--once', expect=3)
        holds(path in office.json('print', 'list').rows()[0]['message'], 'the print list does not tell why')
        holds(not os.path.exists(path), 'the folder was made again')
        os.mkdir(path)
        office.run('print', 'run', '--once')
        same(os.listdir(os.path.join(path)) != [], True, 'the paper waited for its folder')
        shutil.rmtree(path)
    with open(path, 'w', encoding='utf-8'):
        pass
    same(state()[0], 'stopped')
    holds(path in state()[1], state())
    os.remove(path)
    os.rmdir(os.path.dirname(path))
    same(state()[0], 'missing')
    # One of the office's own is made when it is wanted.
    office.run('printer', 'add', 'quay', '--folder', 'giấy/quầy 1')
    own = os.path.join(office.path, 'giấy', 'quầy 1')
    holds(os.path.isdir(own), 'a relative name stands below the office')
    os.rmdir(own)
    same(state('quay')[0], 'ready')
    holds('with the first paper' in state('quay')[1], state('quay'))
    taken = write('taken', '')
    for bad in (taken, os.path.join(taken, 'below')):
        office.refuse(1, 'printer', 'add', 'x', '--folder', bad, says=taken)
    refused = os.path.join(folder(), 'none')
    office.refuse(2, 'printer', 'add', 'x' * 500, '--folder', refused)
    holds(not os.path.exists(refused), 'a folder is left of a printer that was refused')
    same(sorted(r['name'] for r in office.json('printer', 'list').rows())[:2], ['mau', 'quay'])


@test('a folder printer on a full disk is not ready')
def _():
    office = Office()
    path = folder()
    script = ('mount -t tmpfs -o size=64k none "$1" && mkdir "$1/p" && dd if=/dev/zero of="$1/x" bs=1k 2>/dev/null;'
              ' shift; exec "$@"')
    if subprocess.run(['unshare', '-rm', 'sh', '-c', 'mount -t tmpfs none "$1"', 'sh', path], check=False,
                      stderr=subprocess.DEVNULL).returncode != 0:
        raise Skipped('no disk can be mounted here (unshare)')
    office.run('printer', 'add', 'mau', '--folder', os.path.join(path, 'p'))

    def on_full_disk(*words):
        run = subprocess.run(['unshare', '-rm', 'sh', '-c', script, 'sh', path, program(), '--office', office.path,
                              '--lang', 'en', *words], capture_output=True, env=office.env, timeout=60, check=False)
        return run.returncode, run.stdout.decode(), run.stderr.decode()
    status, out, _ = on_full_disk('--json', 'printer', 'status', 'mau')
    same((status, json.loads(out)['state']), (3, 'full'))
    status, out, _ = on_full_disk('doctor')
    holds(status == 1 and f'the disk of {path}/p is full' in out, out)


@test('a printer that has gone is told on the counter, its list tells why, and all is well when it is back')
def _():
    need_print()
    office = Office()
    path = os.path.join(folder(), 'giấy')
    office.run('printer', 'remove', 'thu-muc')
    office.run('printer', 'add', 'quay', '--folder', path)
    with Screen(office, '--as', 'lan', 'counter') as screen:
        screen.wait_for('sẵn sàng')
        os.rmdir(path)
        with open(path, 'w', encoding='utf-8'):
            pass
        at = screen.wait_for('mất kết nối')
        screen.type('ab')
        screen.wait_for('xin nhắc công dân nhớ số', at)
        screen.wait_for('phiếu chờ', at)
        messages = [row['message'] for row in office.json('print', 'list', '--all', at='08:10').rows()]
        holds(len(messages) == 2 and all('giấy' in message for message in messages), messages)
        os.remove(path)
        os.mkdir(path)
        at = len(screen.sent)
        screen.wait_for('sẵn sàng', at)
        screen.until(lambda: {row['state'] for row in office.json('print', 'list', '--all', at='08:10').rows()} == {'done'},
                     'the papers that waited')


@test('doctor counts the papers that wait, also when it is one or none')
def _():
    office = Office()

    def doctor():
        return office.run('--lang', 'en', 'doctor', expect=None).out
    holds('in order  No paper waits for a printer.' in doctor(), doctor())
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    holds('hint      Papers that wait: 1. Nothing takes them to their printers.' in doctor(), doctor())


@test('why a paper is not printed is kept in the language of the office, as one line')
def _():
    need_print()
    office = Office()
    path = folder()
    office.run('printer', 'add', 'quay', '--folder', path, '--for', 'ticket')
    os.rmdir(path)
    with open(path, 'w', encoding='utf-8'):
        pass
    office.run('ticket', 'issue', '--line', 'A')
    for options, env, says in (((), {}, 'không phải thư mục'), (('--lang', 'en'), {}, 'is no folder'),
                               ((), {'LANG': 'en_GB.UTF-8', 'LC_ALL': None}, 'is no folder')):
        office.run(*options, 'print', 'run', '--once', env=environment(**env), expect=3)
        message = office.json('print', 'list').rows()[0]['message']
        holds(says in message, message)
        holds(message == message.strip() and message.isprintable(), repr(message))


@test('where the folder of papers is a file, every paper says so of that file, and so do the printers')
def _():
    need_print()
    office = Office()
    office.run('printer', 'add', 'quay', '--folder', 'papers', '--for', 'ticket')
    path = os.path.join(office.path, 'papers')
    os.rmdir(path)
    with open(path, 'w', encoding='utf-8'):
        pass
    office.run('ticket', 'issue', '--line', 'A')
    office.run('ticket', 'issue', '--line', 'B')
    office.run('--lang', 'en', 'print', 'run', '--once', env=environment(LANG='en_GB.UTF-8', LC_ALL=None), expect=3)
    told = {job['message'] for job in office.json('print', 'list').rows() if job['message']}
    same(told, {f'{path} is no folder: move it away, or check the name.'})
    office.run('print', 'run', '--once', env=environment(LANG='en_GB.UTF-8', LC_ALL=None), expect=3)
    same({job['message'] for job in office.json('print', 'list').rows() if job['message']}, told)
    same(path + ' is no folder' in office.run('--lang', 'en', 'printer', 'status', expect=3).out, True)


if __name__ == '__main__':
    main()
