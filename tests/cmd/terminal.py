"""The program in a terminal of its own, which is tmux: keys in, what stands on the glass out."""
import os
import shutil
import subprocess
import time

from office import folder

PATIENCE_S = 60  # which only a broken program reaches
LOOK_S = 0.05

MISSING = None if shutil.which('tmux') else 'tmux is missing'


class Terminal:
    def __init__(self, command, columns, rows, env):
        place = folder()
        self._status = os.path.join(place, 'status')
        self._tmux = ['tmux', '-S', os.path.join(place, 'socket'), '-f', '/dev/null']
        self._env = {**env, 'TERM': 'xterm-256color', 'COLORTERM': 'truecolor'}
        self._env.pop('TMUX', None)
        noted = ['sh', '-c', '"$@"; echo $? >"$0.new"; mv "$0.new" "$0"; exec sleep 1000', self._status, *command]
        self._run('new-session', '-d', '-s', 'terminal', '-x', str(columns), '-y', str(rows), *noted,
                  ';', 'set', '-g', 'status', 'off', ';', 'set', '-g', 'escape-time', '0')

    def _run(self, *words):
        done = subprocess.run([*self._tmux, *words], env=self._env, capture_output=True, timeout=PATIENCE_S, check=True)
        return done.stdout.decode('utf-8', 'replace')

    def text(self):
        """What stands there now, the rows cut behind their last letter."""
        return self._run('capture-pane', '-p')

    def coloured(self):
        """The same with its colours, as SGR sequences, and whole rows."""
        return self._run('capture-pane', '-p', '-e', '-N')

    def _wait(self, condition, what):
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                raise AssertionError(f'{what}; on the terminal:\n{self.text()}')
            time.sleep(LOOK_S)

    def wait_for(self, *texts):
        """Until all of them stand there at once."""
        def there():
            shown = self.text()
            return all(text in shown for text in texts)
        self._wait(there, f'{texts} do not come')

    def type(self, *keys):
        """Keys by their names in tmux: F10, M-Left, a."""
        self._run('send-keys', *keys)

    def end(self):
        """Waits for the program; its exit status, and what is left on the terminal."""
        self._wait(lambda: os.path.exists(self._status), 'the program does not end')
        left = self.text()
        self.close()
        with open(self._status, encoding='ascii') as file:
            return int(file.read()), left

    def close(self):
        """As when the window is closed."""
        subprocess.run([*self._tmux, 'kill-server'], env=self._env, capture_output=True, check=False)
