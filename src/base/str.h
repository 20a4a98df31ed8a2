/*
 * A growing string: always NUL-ended once something was added, may hold any
 * bytes. Running out of memory ends the process, as in arena.h.
 */
#ifndef MC_BASE_STR_H
#define MC_BASE_STR_H

#include <motcua/status.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct mc_str {
	char *data; /* NULL when empty and never used */
	size_t len;
	size_t cap;
};

void mc_str_init(struct mc_str *str);
void mc_str_finish(struct mc_str *str);
void mc_str_clear(struct mc_str *str); /* length 0, memory kept */
const char *mc_str_text(const struct mc_str *str); /* never NULL */

void mc_str_add(struct mc_str *str, const char *text);
void mc_str_add_bytes(struct mc_str *str, const void *data, size_t len);
void mc_str_add_char(struct mc_str *str, char c);
void mc_str_addf(struct mc_str *str, const char *format, ...) MC_PRINTF(2, 3);
/* A text that nothing behind it can be taken for: "5:A-001,"; NULL is "". */
void mc_str_add_counted(struct mc_str *str, const char *text);
void mc_str_addv(struct mc_str *str, const char *format, va_list args) MC_PRINTF(2, 0);

/*
 * Text from outside, as it may stand in a sentence on a terminal: controls, format and
 * other unseen characters as U+XXXX, bytes that are not UTF-8 as \xXX.
 */
void mc_str_add_visible(struct mc_str *str, const char *text);

const char *mc_or_empty(const char *text); /* "" for NULL */

/* Bounded copy into a fixed array, cut between letters; returns false when it did not fit whole. */
bool mc_copy(char *out, size_t size, const char *text);

/* a and b equal, ASCII letters in either case. */
bool mc_same(const char *a, const char *b);

/*
 * The next item of a list whose items stand between `separators`: a pointer into
 * it, *ret_len bytes long, and *list moves behind. NULL at the end.
 */
const char *mc_list_next(const char **list, const char *separators, size_t *ret_len);

/* Frees `*pointer`, for __attribute__((cleanup)); likewise closes a descriptor ≥ 0. */
void mc_free_cleanup(void *pointer);
void mc_close_cleanup(int *fd);
#define MC_AUTOFREE __attribute__((cleanup(mc_free_cleanup)))
#define MC_AUTOCLOSE __attribute__((cleanup(mc_close_cleanup)))

#endif
