"""Who may give which command: the roles of the sample's staff, command by command."""
import os

from office import Office, environment, folder, holds, main, motcua, same, test, write

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
            denied = answer.status == 1 and 'motcua: Only ' in answer.err
            same(denied, role not in allowed, f'{role}: denied {answer}')
            same(denied and answer.out != '', False, f'{role} was denied and told all the same: {answer}')
    holds('001090000016' not in answer_of(office, 'inspector', 'dossier', 'show', code).out, 'not masked')


@test('a kiosk looks a dossier up by its PIN, and nothing more')
def _():
    office = Office()
    row = office.accept()
    looked = office.one('--as', 'kiosk', 'dossier', 'lookup', row['code'], '--pin', row['pin'], at='09:00')
    same(looked['code'], row['code'])
    office.refuse(1, '--as', 'kiosk', 'dossier', 'show', row['code'], at='09:00', says='Only ')
    office.refuse(1, '--as', 'kiosk', 'office', 'set', 'name', 'X', at='09:00', says='Only ')


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
    office.refuse(1, 'dossier', 'list', env=environment(MOTCUA_STAFF='kiosk'), says='Only ')


@test('an office is made by nobody in particular, whoever MOTCUA_STAFF names')
def _():
    path = os.path.join(folder(), 'office')
    office = Office.__new__(Office)
    office.path, office.env = path, environment(MOTCUA_STAFF='hoa')
    staff = write('staff.csv', 'staff,name,roles,desk\nminh,Trần Minh,administrator,\n')
    office.run('init', '--sample', '--staff', staff)
    same([row['staff'] for row in office.json('staff', 'list', env=environment()).rows()], ['minh'])


# ---- files by name ----

def tree(path):
    """Names below the folder, and the bytes of its keys."""
    names = sorted(os.path.join(place, name) for place, folders, files in os.walk(path) for name in folders + files)
    with open(os.path.join(path, 'keys', 'office.key'), 'rb') as key:
        return [name for name in names if not name.endswith(('-wal', '-shm'))], key.read()


def names_of(office):
    """Ways to name something in the office's folder; the last ones reach a file of it by another name."""
    outside, inside = folder(), office.path
    link, dangling, hard = (os.path.join(outside, name) for name in ('folder', 'dangling', 'hard'))
    os.symlink(inside, link)
    os.symlink(os.path.join(inside, 'made'), dangling)
    os.link(os.path.join(inside, 'keys', 'office.key'), hard)  # a store with two names is refused as such
    os.symlink(hard, hard + '-link')
    os.symlink('hard-link', hard + '-link-link')
    for name in ('store.db', 'made', 'keys/office.key', 'keys/made', 'papers/made', 'layouts/made', 'backups/made', 'store.gate'):
        yield os.path.join(inside, name)
        yield os.path.join(link, name)
    yield os.path.join(outside, '..', os.path.relpath(inside, os.path.dirname(outside)), 'store.db')
    yield os.path.relpath(os.path.join(inside, 'made'))
    yield from (dangling, hard + '-link-link', hard + '-link', hard)


@test('nobody writes into the folder of an office by name, whatever the name looks like')
def _():
    for practice in (True, False):
        office = Office(practice=practice)
        env = {} if practice else {'env': environment(MOTCUA_STAFF='tuan')}
        office.run('queue')
        for name in ('layouts', 'papers', 'backups'):
            os.makedirs(os.path.join(office.path, name), exist_ok=True)
        layout = write('a.receipt', '$(so)\n')
        before = tree(office.path)
        for path in names_of(office):
            for words in (('report', 'daily', '-o', path), ('paper', 'render', layout, '--set', 'so=1', '-o', path),
                          ('paper', 'render', layout, '--set', 'so=1', '--as', 'png', f'--output={path}')):
                office.refuse(1, *words, says='folder of an office', **env)
        same(tree(office.path), before, 'the folder of the office')
        for path in names_of(office):  # a command of another office: it does not know a second name, and leaves the first
            hard = os.path.basename(path).startswith('hard')
            motcua('paper', 'render', layout, '--set', 'so=1', '-o', path, expect=0 if hard else 1)
        for path in (office.path, os.path.join(office.path, 'keys'), os.path.join(office.path, 'a', 'b'),
                     os.path.join(office.path, 'none', '..', 'keys', 'x')):
            office.refuse(1, 'backup', '--to', path, says='folder of an office', **env)
            office.refuse(1, 'printer', 'add', 'x', '--folder', path, says='folder of an office', **env) \
                if not path.endswith('b') else None
        office.refuse(1, 'restore', 'x', '--to', os.path.join(office.path, 'keys', 'x'), says='folder of an office', **env)
        office.refuse(1, 'printer', 'add', 'x', '--folder', 'layouts', says='folder of an office', **env)
        with open(os.path.join(office.path, 'store.db'), 'ab') as store:
            office.refuse(1, 'report', 'daily', '-o', f'/proc/self/fd/{store.fileno()}', pass_fds=[store.fileno()],
                          says='folder of an office', **env)
        same(tree(office.path), before, 'the folder of the office')
        office.run('verify', **env)
        # What is the office's own affair, or nobody's, stays allowed.
        office.run('backup', '--to', os.path.join(office.path, 'backups'), **env)
        for path in (os.path.join(folder(), 'out'), '/dev/stdout', '/dev/null'):
            office.run('report', 'daily', '-o', path, **env)
        office.run('printer', 'add', 'quay', '--folder', 'giấy/quầy', **env)


@test('a key of an office is not read as a file, and nothing of it is shown')
def _():
    office = Office(practice=False)
    key = os.path.join(office.path, 'keys', 'office.key')
    hard, link = (os.path.join(folder(), name) for name in ('hard', 'link'))
    os.link(key, hard)
    os.symlink(key, link)
    with open(key, 'rb') as file:
        secret = file.read()
    for env in (environment(), environment(MOTCUA_STAFF='tuan')):
        for path in (key, hard, link, os.path.relpath(key), '/proc/self/cwd/' + os.path.relpath(key)):
            for words in (('paper', 'render'), ('paper', 'check'), ('procedure', 'import'), ('calendar', 'import'),
                          ('import', 'dossiers')):
                answer = office.refuse(1, *words, path, env=env, says='is a key of the office')
                holds(secret[:16].decode('latin-1') not in answer.err, answer)
    os.makedirs(os.path.join(office.path, 'layouts'), exist_ok=True)
    layout = os.path.join(office.path, 'layouts', 'ticket-80.receipt')
    with open(layout, 'w', encoding='utf-8') as file:
        file.write('$(so)\n')
    office.run('paper', 'check', layout)


@test('who is named for one office by the environment has no other office to be free in')
def _():
    real, practice = Office(practice=False), Office()
    env = environment(MOTCUA_STAFF='hoa', MOTCUA_OFFICE=real.path)
    motcua('queue', env=env)
    motcua('--office', os.path.relpath(real.path), 'queue', env=env)
    for words in (('--office', practice.path, 'paper', 'check', '/etc/passwd'), ('--office', practice.path, 'queue'),
                  ('--store', f'sqlite:{practice.path}/store.db', 'queue'),
                  ('--office', os.path.join(folder(), 'new'), 'init', '--practice')):
        answer = motcua('--lang', 'en', *words, env=env, expect=1)
        holds('leave --office and --store out' in answer.err, answer)


@test('the names of the program itself are no short names of people')
def _():
    office = Office()
    for name in ('system', 'Practice'):
        office.refuse(2, 'staff', 'add', name, '--name', 'Ai Đó', '--roles', 'head', says=name)
        staff = write('staff.csv', f'staff,name,roles,desk\n{name},Ai Đó,head,\n')
        answer = motcua('--lang', 'en', '--office', os.path.join(folder(), 'o'), 'init', '--practice', '--staff', staff, expect=2)
        holds(name in answer.err, answer)


if __name__ == '__main__':
    main()
