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

/* One message is one line, whatever a file name or a printer's answer contains. */
static void keep_on_one_line(struct mc_str *line) {
	for (size_t i = 0; i < line->len; i++) {
		if ((unsigned char)line->data[i] < ' ' || line->data[i] == 0x7f) {
			line->data[i] = ' ';
		}
	}
}

void mc_log(enum mc_log_level level, const char *format, ...) {
	struct mc_str line;
	va_list args;

	mc_str_init(&line);
	va_start(args, format);
	mc_str_addv(&line, format, args);
	va_end(args);
	keep_on_one_line(&line);
	syslog(levels[level].priority, "%s", mc_str_text(&line));
	if (log_state.to_stderr) {
		fprintf(stderr, "%s: %s: %s\n", log_state.program, levels[level].name,
			mc_str_text(&line));
	}
	mc_str_finish(&line);
}
