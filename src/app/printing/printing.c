/* Whoever holds the lock on print.lock is the worker. */
#include "app/printing/printing.h"
#include "app/spawn.h"
#include "base/file.h"
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOCK_FILE "print.lock"

void mc_printing_init(
	struct mc_printing *printing, const char *office_dir, const char *url, enum mc_lang lang) {
	*printing = (struct mc_printing){ .office_dir = office_dir, .url = url, .lang = lang };
}

enum mc_status mc_printing_take(const char *office_dir, int *ret_fd, struct mc_error *err) {
	enum mc_status status = mc_file_lock(office_dir, LOCK_FILE, false, ret_fd, err);
	return status == MC_BUSY
		       ? mc_fail(err, MC_BUSY,
				 N_("Another worker already empties the print list of %s."),
				 office_dir)
		       : status;
}

/* Whoever only asks makes no lock file: in another account's folder it would lock the worker out. */
bool mc_printing_runs(const char *office_dir) {
	struct mc_str path;
	mc_str_init(&path);
	mc_str_addf(&path, "%s/" LOCK_FILE, office_dir);
	MC_AUTOCLOSE int fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	mc_str_finish(&path);
	return fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK;
}

/* A line that it wrote on stderr, without its name in front. */
static const char *nameless(const char *line) {
	static const char prefix[] = "motcua-print: ";
	return strncmp(line, prefix, strlen(prefix)) == 0 ? line + strlen(prefix) : line;
}

static void add_nameless(struct mc_str *out, const char *lines) {
	size_t len;
	for (const char *line; (line = mc_list_next(&lines, "\n", &len)) != NULL;) {
		const char *text = nameless(line);
		mc_str_add_bytes(out, text, len - (size_t)(text - line));
		mc_str_add_char(out, '\n');
	}
}

/* By the first line that it wrote on stderr. */
static enum mc_status fail_as_said(int exit_status, char *complaint, struct mc_error *err) {
	static const enum mc_status statuses[] = { MC_OK, MC_REFUSED, MC_INVALID, MC_UNAVAILABLE };
	size_t known = MC_COUNT(statuses);
	enum mc_status status =
		(size_t)exit_status < known ? statuses[exit_status] : MC_UNAVAILABLE;
	complaint[strcspn(complaint, "\n")] = '\0';
	const char *said = nameless(complaint);
	return *said != '\0' ? mc_fail(err, status, "%s", said)
			     : mc_fail(err, status,
				       N_("motcua-print ended with status %d and said nothing."),
				       exit_status);
}

enum mc_status mc_printing_run(enum mc_lang lang, const char *const *arguments,
	const struct mc_str *input, int timeout_ms, struct mc_str *out, struct mc_str *remarks,
	struct mc_error *err) {
	const char *argv[MC_PRINTING_ARGUMENTS_MAX + 4] = { NULL, "--lang", mc_lang_name(lang) };
	struct mc_str program, complaint;
	int exit_status = 0;
	mc_str_init(&program);
	mc_str_init(&complaint);
	for (size_t i = 0; arguments[i] != NULL; i++) {
		assert(i < MC_PRINTING_ARGUMENTS_MAX);
		argv[i + 3] = arguments[i];
	}
	enum mc_status status = mc_spawn_find("motcua-print", &program, err);
	if (status == MC_OK) {
		argv[0] = program.data;
		const struct mc_spawn spawn = { .argv = argv,
			.input = input != NULL ? input->data : NULL,
			.input_len = input != NULL ? input->len : 0,
			.timeout_ms = timeout_ms };
		status = mc_spawn_run(&spawn, out, &complaint, &exit_status, err);
	}
	if (status == MC_OK && exit_status != 0) {
		mc_str_add(&complaint, "");
		status = fail_as_said(exit_status, complaint.data, err);
	} else if (status == MC_OK && remarks != NULL) {
		add_nameless(remarks, mc_str_text(&complaint));
	}
	mc_str_finish(&program);
	mc_str_finish(&complaint);
	return status;
}

struct mc_json *mc_printing_queue(const char *lines, const char *queue) {
	size_t len;
	for (const char *line; (line = mc_list_next(&lines, "\n", &len)) != NULL;) {
		struct mc_json *json = NULL;
		if (mc_json_parse(line, len, &json, NULL) == MC_OK) {
			const char *name = mc_json_get_text(json, "queue");
			if (name != NULL && strcmp(name, queue) == 0) {
				return json;
			}
			mc_json_destroy(json);
		}
	}
	return NULL;
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
