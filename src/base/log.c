/* The one piece of state of base: which program speaks, and whether to stderr too. Set once, at the start. */
#include "base/log.h"
#include "base/str.h"
#include <stdio.h>
#include <syslog.h>

static struct {
	char program[32]; /* openlog keeps the pointer */
	bool to_stderr;
} log_state = { .program = "motcua" };

static const struct {
	int priority;
	const char *name;
} levels[] = {
	[MC_LOG_ERROR] = { LOG_ERR, "error" },
	[MC_LOG_WARNING] = { LOG_WARNING, "warning" },
	[MC_LOG_INFO] = { LOG_INFO, "info" },
};

void mc_log_open(const char *program, bool to_stderr) {
	mc_copy(log_state.program, sizeof log_state.program, program);
	log_state.to_stderr = to_stderr;
	openlog(log_state.program, LOG_PID, LOG_USER);
}

void mc_log(enum mc_log_level level, const char *format, ...) {
	struct mc_str said, line; /* one message is one line, whatever a file name contains */
	va_list args;

	mc_str_init(&said);
	mc_str_init(&line);
	va_start(args, format);
	mc_str_addv(&said, format, args);
	va_end(args);
	mc_str_add_visible(&line, mc_str_text(&said));
	mc_str_finish(&said);
	syslog(levels[level].priority, "%s", mc_str_text(&line));
	if (log_state.to_stderr) {
		fprintf(stderr, "%s: %s: %s\n", log_state.program, levels[level].name,
			mc_str_text(&line));
	}
	mc_str_finish(&line);
}
