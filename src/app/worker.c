#include "app/worker.h"
#include "app/spawn.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

void mc_worker_init(struct mc_worker *worker, const char *office_dir) {
	*worker = (struct mc_worker){ .office_dir = office_dir };
}

bool mc_worker_runs(const char *office_dir) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_addf(&path, "%s/print.lock", office_dir);
	int fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	mc_str_finish(&path);
	if (fd < 0) {
		return false;
	}
	bool held = flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK;
	close(fd);
	return held;
}

static void reap(struct mc_worker *worker) {
	if (worker->pid > 0 && waitpid(worker->pid, NULL, WNOHANG) != 0) {
		worker->pid = 0;
	}
}

enum mc_status mc_worker_keep(struct mc_worker *worker, struct mc_error *err) {
	reap(worker);
	if (worker->missing || worker->pid > 0 || mc_worker_runs(worker->office_dir)) {
		return MC_OK;
	}
	struct mc_str program;
	mc_str_init(&program);
	enum mc_status status = mc_spawn_find("motcua-print", &program, err);
	if (status == MC_OK) {
		const char *argv[] = { program.data, "run", "--office", worker->office_dir,
			"--with-parent", NULL };
		status = mc_spawn_start(argv, &worker->pid, err);
	} else {
		worker->missing = true;
	}
	mc_str_finish(&program);
	return status;
}

void mc_worker_finish(struct mc_worker *worker) {
	if (worker->pid > 0) {
		kill(worker->pid, SIGTERM);
		while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR) {
			continue;
		}
		worker->pid = 0;
	}
}
