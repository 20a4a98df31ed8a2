#include "ui/terminal/term_type.h"
#include "ui/terminal/term.h"
#include <curses.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

static const char *capability(const char *name) {
	const char *text = tigetstr(name);

	return text == NULL || text == (const char *)-1 ? "" : text;
}

/* Moving the cursor and clearing is the least that painting needs. */
static bool can_paint(void) {
	return *capability("cup") != '\0' && *capability("clear") != '\0';
}

enum mc_status mc_tty_check_type(const char *type, struct mc_error *err) {
	TERMINAL *before = cur_term;
	int found = 0;
	bool able;

	if (type == NULL || *type == '\0') {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The terminal does not say what it is: set TERM to its type, such as "
			   "TERM=xterm-256color or TERM=linux."));
	}
	if (setupterm(type, STDOUT_FILENO, &found) != OK) {
		return mc_fail(err, MC_UNAVAILABLE,
			N_("The terminal's type “%s” is not known here: set TERM to its type, such "
			   "as TERM=xterm-256color or TERM=linux, or install ncurses-term."),
			type);
	}
	able = can_paint();
	del_curterm(cur_term);
	set_curterm(before);
	return able ? MC_OK
		    : mc_fail(err, MC_UNAVAILABLE,
			      N_("A terminal of the type “%s” cannot show a screen: its cursor "
				 "cannot be moved. Set TERM to its type, such as "
				 "TERM=xterm-256color or TERM=linux."),
			      type);
}

/* A capability's bytes without the waiting times "$<5>" in it. */
static void add_capability(struct mc_str *out, const char *text) {
	while (*text != '\0') {
		size_t len = text[0] == '$' && text[1] == '<' ? strcspn(text, ">") : 0;

		if (len > 0 && text[len] == '>') {
			text += len + 1;
		} else {
			mc_str_add_char(out, *text++);
		}
	}
}

void mc_type_add_leaving(struct mc_str *out) {
	const char *screen_of_before = capability("rmcup");

	add_capability(out, capability("sgr0"));
	add_capability(out, capability("op"));
	add_capability(out, capability("cnorm"));
	add_capability(out, screen_of_before);
	if (*screen_of_before == '\0') {
		add_capability(out, tiparm(capability("cup"), 999, 0));
		mc_str_add(out, "\r\n");
	}
}
