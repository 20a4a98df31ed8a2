/*
 * An error keeps its arguments as text, so that it can be said in any language
 * later. Text among them is what somebody typed or a file holds: what would not be seen,
 * or would act on a terminal, is shown by its number. Where they do not all fit, a long one is cut and ends with "…"; every
 * later one keeps a little room of its own.
 */
#include "base/str.h"
#include "base/utf8.h"
#include <motcua/status.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MAX_ARGS 8
#define ROOM_EACH 24 /* bytes set aside for every later argument: any number fits */

static const struct {
	const char *name;
	int exit_status;
	enum mc_retry retry;
} statuses[] = {
#define X(constant, text, exit_value, again) \
	[MC_##constant] = { text, exit_value, MC_RETRY_##again },
	MC_STATUS_LIST(X)
#undef X
};

static bool is_known(enum mc_status status) {
	return (size_t)status < MC_COUNT(statuses);
}

const char *mc_status_name(enum mc_status status) {
	return is_known(status) ? statuses[status].name : "unknown";
}

int mc_status_exit(enum mc_status status) {
	return is_known(status) ? statuses[status].exit_status : 3;
}

static enum mc_retry retry_of(enum mc_status status) {
	return is_known(status) ? statuses[status].retry : MC_RETRY_NEVER;
}

bool mc_status_is_transient(enum mc_status status) {
	return retry_of(status) != MC_RETRY_NEVER;
}

bool mc_status_is_unsure(enum mc_status status) {
	return retry_of(status) == MC_RETRY_ASK;
}

static int count_conversions(const char *format) {
	int count = 0;

	for (const char *at = strchr(format, '%'); at != NULL; at = strchr(at, '%')) {
		count += at[1] != '%';
		at += at[1] == '\0' ? 1 : 2;
	}
	return count;
}

/* Appends one argument at *used, leaving `reserve` bytes free behind its NUL. */
static void pack(struct mc_error *err, size_t *used, size_t reserve, const char *text) {
	static const char ellipsis[] = "…";
	char *out = err->args + *used;
	size_t room = sizeof err->args - *used - reserve - 1;
	size_t len = strlen(text);

	if (len <= room) {
		memcpy(out, text, len);
	} else {
		len = mc_utf8_fit(text, len, room - strlen(ellipsis));
		memcpy(out, text, len);
		memcpy(out + len, ellipsis, strlen(ellipsis));
		len += strlen(ellipsis);
	}
	out[len] = '\0';
	*used += len + 1;
	err->count++;
}

/* The conversions that mc_fail() knows. */
enum conversion { TEXT, CHARACTER, INT, UNSIGNED, LONG, ULONG, LLONG, ULLONG, SIZE, UNKNOWN };

static enum conversion read_conversion(const char *at) {
	static const char *const names[] = { [TEXT] = "s",
		[CHARACTER] = "c",
		[INT] = "d",
		[UNSIGNED] = "u",
		[LONG] = "ld",
		[ULONG] = "lu",
		[LLONG] = "lld",
		[ULLONG] = "llu",
		[SIZE] = "zu" };

	for (size_t i = 0; i < MC_COUNT(names); i++) {
		if (strncmp(at, names[i], strlen(names[i])) == 0) {
			return (enum conversion)i;
		}
	}
	return UNKNOWN;
}

static const char *number_text(enum conversion conversion, va_list *args, char *out, size_t size) {
	switch (conversion) {
	case CHARACTER: snprintf(out, size, "%c", va_arg(*args, int)); break;
	case INT: snprintf(out, size, "%d", va_arg(*args, int)); break;
	case UNSIGNED: snprintf(out, size, "%u", va_arg(*args, unsigned)); break;
	case LONG: snprintf(out, size, "%ld", va_arg(*args, long)); break;
	case ULONG: snprintf(out, size, "%lu", va_arg(*args, unsigned long)); break;
	case LLONG: snprintf(out, size, "%lld", va_arg(*args, long long)); break;
	case ULLONG: snprintf(out, size, "%llu", va_arg(*args, unsigned long long)); break;
	case SIZE: snprintf(out, size, "%zu", va_arg(*args, size_t)); break;
	case TEXT:
	case UNKNOWN: out[0] = '\0'; break;
	}
	return out;
}

/* Values of which any will do stay apart: each is shown as it can be seen. */
static void add_values(struct mc_str *out, const char *text) {
	struct mc_str value;

	mc_str_init(&value);
	for (size_t len;; text += len + 1) {
		size_t mark = *text == *MC_SAY;
		mc_str_add_bytes(out, text, mark);
		text += mark;
		len = strcspn(text, MC_ANY_OF);
		mc_str_clear(&value);
		mc_str_add_bytes(&value, text, len);
		mc_str_add_visible(out, mc_str_text(&value));
		if (text[len] == '\0') {
			break;
		}
		mc_str_add(out, MC_ANY_OF);
	}
	mc_str_finish(&value);
}

static void pack_all(struct mc_error *err, va_list *args) {
	int left = count_conversions(err->format);
	size_t used = 0;
	struct mc_str visible;

	mc_str_init(&visible);
	for (const char *at = strchr(err->format, '%'); at != NULL; at = strchr(at, '%')) {
		enum conversion conversion = read_conversion(at + 1);
		char number[ROOM_EACH];
		const char *text;

		if (at[1] == '%') {
			at += 2;
			continue;
		}
		if (conversion == UNKNOWN || err->count == MAX_ARGS) {
			break; /* a mistake in the format: the rest of the arguments has no type */
		}
		text = conversion == TEXT ? va_arg(*args, const char *)
					  : number_text(conversion, args, number, sizeof number);
		left--;
		mc_str_clear(&visible);
		add_values(&visible, text == NULL ? "" : text);
		pack(err, &used, (size_t)left * ROOM_EACH, mc_str_text(&visible));
		at++;
	}
	mc_str_finish(&visible);
}

#undef mc_fail /* the analyser's macro, status.h */
enum mc_status mc_fail(struct mc_error *err, enum mc_status status, const char *format, ...) {
	/* Built aside: an argument may point into the error that is replaced. */
	struct mc_error made = { .status = status, .format = format };
	va_list args;

	if (err == NULL) {
		return status;
	}
	va_start(args, format);
	pack_all(&made, &args);
	va_end(args);
	*err = made;
	return status;
}

enum mc_status mc_fail_as(struct mc_error *err, enum mc_status status) {
	if (err != NULL) {
		err->status = status;
	}
	return status;
}

enum mc_status mc_fail_at(struct mc_error *err, const char *field, enum mc_status status) {
	if (err != NULL) {
		err->field = field;
	}
	return status;
}
