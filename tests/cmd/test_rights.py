"""Who may give which command: the roles of the sample's staff, command by command."""
import os

from office import Office, environment, folder, holds, main, same, test, write

STAFF = {'kiosk': 'kiosk', 'reception': 'huong', 'cashier': 'lan', 'officer': 'nam', 'head': 'duc',
         'supervisor': 'binh', 'inspector': 'thu', 'administrator': 'tuan'}
EVERYBODY = set(STAFF)
AT_DESK = {'reception', 'cashier', 'officer', 'head'}


def answer_of(office, role, *arguments):
    return office.run('--lang', 'en', '--as', STAFF[role], *arguments, at='09:00', expect=None)


@test('each command is open to its roles and to no other')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    code = office.accept('--id-number', '001090000016')['code']
    table = ((('queue',), EVERYBODY), (('line', 'list'), EVERYBODY), (('desk', 'list'), EVERYBODY),
             (('ticket', 'list'), EVERYBODY), (('ticket', 'show', 'A001'), EVERYBODY),
             (('paper', 'show', 'ticket', '--ticket', 'A001'), EVERYBODY),
             (('staff', 'list'), EVERYBODY - {'kiosk'}), (('office', 'show'), EVERYBODY - {'kiosk'}),
             (('report', 'daily'), EVERYBODY - {'kiosk'}), (('procedure', 'list'), EVERYBODY - {'kiosk'}),
             (('verify',), EVERYBODY - {'kiosk'}), (('print', 'list'), EVERYBODY - {'kiosk'}),
             (('dossier', 'list'), AT_DESK | {'administrator', 'inspector'}),
             (('dossier', 'find', 'anh'), AT_DESK | {'administrator', 'inspector'}),
             (('dossier', 'show', code), AT_DESK | {'administrator', 'inspector'}),
             (('dossier', 'show', code, '--full'), AT_DESK | {'administrator'}),
             (('paper', 'show', 'slip', '--dossier', code), AT_DESK | {'administrator'}),
             (('print', 'drop', '1'), AT_DESK | {'administrator'}),
             (('print', 'retry', '1'), AT_DESK | {'administrator'}),
             (('backup', '--to', folder()), {'administrator', 'head'}),
             (('import', 'dossiers', '/no/such/file'), {'administrator'}),
             (('ticket', 'issue', '--line', 'A'), {'kiosk', 'reception', 'cashier', 'head'}))
    for arguments, allowed in table:
        for role in STAFF:
            answer = answer_of(office, role, *arguments)
            denied = answer.status == 1 and 'rights' in answer.err
            same(denied, role not in allowed, f'{role}: denied {answer}')
            same(denied and answer.out != '', False, f'{role} was denied and told all the same: {answer}')
    holds('001090000016' not in answer_of(office, 'inspector', 'dossier', 'show', code).out, 'not masked')


@test('a kiosk looks a dossier up by its PIN, and nothing more')
def _():
    office = Office()
    row = office.accept()
    looked = office.one('--as', 'kiosk', 'dossier', 'lookup', row['code'], '--pin', row['pin'], at='09:00')
    same(looked['code'], row['code'])
    office.refuse(1, '--as', 'kiosk', 'dossier', 'show', row['code'], at='09:00', says='rights')
    office.refuse(1, '--as', 'kiosk', 'office', 'set', 'name', 'X', at='09:00', says='rights')


@test('who is nobody of the office is refused, also for reading; letters may be of either case')
def _():
    for practice in (True, False):
        office = Office(practice=practice)
        def as_(name, *arguments, **options):
            if practice:
                return office.run('--as', name, *arguments, **options)
            return office.run(*arguments, env=environment(MOTCUA_STAFF=name), **options)
        for arguments in (('queue',), ('dossier', 'list'), ('ticket', 'issue', '--line', 'A'), ('verify',), ('print', 'run')):
            answer = as_('zzz', '--lang', 'en', *arguments, expect=1)
            holds('nobody called zzz' in answer.err and answer.out == '', answer)
        same(office.json('ticket', 'list').rows(), [])
        as_('HOA', 'ticket', 'issue', '--line', 'A')
        as_('', 'queue')


@test('a real office without a name is set up and looked after, and the refusal says what names one')
def _():
    office = Office(practice=False)
    office.run('queue')
    office.run('office', 'set', 'name', 'UBND phường Mẫu')
    office.run('backup', '--to', folder())
    office.refuse(1, 'ticket', 'issue', '--line', 'A', says='MOTCUA_STAFF')
    office.run('ticket', 'issue', '--line', 'A', env=environment(MOTCUA_STAFF='hoa'))
    office.refuse(1, 'dossier', 'list', env=environment(MOTCUA_STAFF='kiosk'), says='rights')


@test('an office is made by nobody in particular, whoever MOTCUA_STAFF names')
def _():
    path = os.path.join(folder(), 'office')
    office = Office.__new__(Office)
    office.path, office.env = path, environment(MOTCUA_STAFF='hoa')
    staff = write('staff.csv', 'staff,name,roles,desk\nminh,Trần Minh,administrator,\n')
    office.run('init', '--sample', '--staff', staff)
    same([row['staff'] for row in office.json('staff', 'list', env=environment()).rows()], ['minh'])


if __name__ == '__main__':
    main()
