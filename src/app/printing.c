#include "app/printing.h"
#include "app/spawn.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

void mc_printing_init(struct mc_printing *printing, const char *office_dir, const char *url) {
	*printing = (struct mc_printing){ .office_dir = office_dir, .url = url };
}

bool mc_printing_runs(const char *office_dir) {
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

static void reap(struct mc_printing *printing) {
	if (printing->pid > 0 && waitpid(printing->pid, NULL, WNOHANG) != 0) {
		printing->pid = 0;
	}
}

enum mc_status mc_printing_keep(struct mc_printing *printing, struct mc_error *err) {
	reap(printing);
	if (printing->missing || printing->pid > 0 || mc_printing_runs(printing->office_dir)) {
		return MC_OK;
	}
	struct mc_str program;
	mc_str_init(&program);
	enum mc_status status = mc_spawn_find("motcua-print", &program, err);
	if (status == MC_OK) {
		const char *argv[] = { program.data, "run", "--office", printing->office_dir,
			"--with-parent", printing->url != NULL ? "--store" : NULL, printing->url,
			NULL };
		status = mc_spawn_start(argv, &printing->pid, err);
	} else {
		printing->missing = true;
	}
	mc_str_finish(&program);
	return status;
}

void mc_printing_finish(struct mc_printing *printing) {
	if (printing->pid > 0) {
		kill(printing->pid, SIGTERM);
		while (waitpid(printing->pid, NULL, 0) < 0 && errno == EINTR) {
			continue;
		}
		printing->pid = 0;
	}
}
