/*
 * Whoever holds the lock on print.lock is the worker. The file is never removed,
 * so that two never lock two files of the same name.
 */
#include "app/printing.h"
#include "app/spawn.h"
#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

void mc_printing_init(
	struct mc_printing *printing, const char *office_dir, const char *url, enum mc_lang lang) {
	*printing = (struct mc_printing){ .office_dir = office_dir, .url = url, .lang = lang };
}

enum mc_status mc_printing_take(const char *office_dir, int *ret_fd, struct mc_error *err) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_addf(&path, "%s/print.lock", office_dir);
	enum mc_status status = MC_OK;
	int fd = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		status = mc_file_fail(err, errno, path.data);
	} else if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		status = errno == EWOULDBLOCK ? mc_fail(err, MC_BUSY,
							N_("Another worker already empties the "
							   "print list of %s."),
							office_dir)
					      : mc_file_fail(err, errno, path.data);
		close(fd);
	} else {
		*ret_fd = fd;
	}
	mc_str_finish(&path);
	return status;
}

bool mc_printing_runs(const char *office_dir) {
	MC_AUTOCLOSE int fd = -1;
	return mc_printing_take(office_dir, &fd, NULL) == MC_BUSY;
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
			"--with-parent", "--lang", mc_lang_name(printing->lang),
			printing->url != NULL ? "--store" : NULL, printing->url, NULL };
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
