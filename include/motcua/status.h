/*
 * Outcomes and errors.
 *
 * A call that can fail for more than one reason returns enum mc_status, gives
 * its results through ret_… parameters (untouched on failure) and takes a
 * struct mc_error * last, which may be NULL. Library rooms neither log nor
 * print nor exit: only the rooms app and cmd turn an error into a sentence.
 */
#ifndef MOTCUA_STATUS_H
#define MOTCUA_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#define MC_CHECKED __attribute__((warn_unused_result))
#define MC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

/* Elements of an array (not of a pointer). */
#define MC_COUNT(array) (sizeof(array) / sizeof *(array))

/* Marks a message for translation without translating it here. */
#define N_(text) text

/* What another try of the same may do. */
enum mc_retry {
	MC_RETRY_NEVER, /* nothing: it takes a person, or another request */
	MC_RETRY_LATER, /* succeed in a while; nothing was done */
	MC_RETRY_ASK, /* likewise; out of a commit, whether it was done is unknown: ask by the same key */
};

/* X(constant, stable name, exit status of a command that ends with it, retry) */
#define MC_STATUS_LIST(X) \
	X(OK, "ok", 0, NEVER) \
	X(NOT_FOUND, "not-found", 1, NEVER) /* no such line, ticket, dossier … */ \
	X(CONFLICT, "conflict", 1, NEVER) /* somebody else changed it first */ \
	X(REFUSED, "refused", 1, NEVER) /* a rule of the office or the law says no */ \
	X(DENIED, "denied", 1, NEVER) /* this person may not do this */ \
	X(EMPTY, "empty", 1, NEVER) /* nobody waits */ \
	X(PARTIAL, "partial", 1, NEVER) /* done, but some rows were skipped */ \
	X(INVALID, "invalid", 2, NEVER) /* bad input, wrong usage */ \
	X(FOREIGN, "foreign", 2, NEVER) /* the file named is not a store of ours */ \
	X(BUSY, "busy", 3, LATER) /* another process holds the gate */ \
	X(UNAVAILABLE, "unavailable", 3, ASK) /* store, printer or network out of reach */ \
	X(READ_ONLY, "read-only", 3, NEVER) \
	X(NO_SPACE, "no-space", 3, ASK) \
	X(NEWER, "newer", 3, NEVER) /* made by a newer version of the program */ \
	X(DAMAGED, "damaged", 4, NEVER) \
	/* no further row: for loops; a command that ends with it lacks one */ \
	X(NO_ROW, "no-row", 4, NEVER)

enum mc_status {
#define X(name, text, exit_status, retry) MC_##name,
	MC_STATUS_LIST(X)
#undef X
};

/*
 * What went wrong, kept untranslated: the English format (a static string, the
 * key of the translation) and its arguments as text. mc_error_text() renders it
 * in any language. Cut at a character boundary where an argument is too long.
 */
struct mc_error {
	enum mc_status status;
	const char *format; /* static; NULL when nothing was said */
	const char *field; /* static name of the field or option it is about, or NULL */
	int count; /* arguments packed in args, each ended by NUL */
	char args[448];
};

/*
 * Stands between the values of an argument any of which will do: “A, B or C” in
 * the language of the reader. A last value of digits counts others: “A or 3 others”.
 */
#define MC_ANY_OF "\x1f"

/* Before a value that is a text of N_() and to be translated too. */
#define MC_SAY "\x1e"

/*
 * Fills *err (when not NULL) and returns `status`, so that a caller writes
 * `return mc_fail(err, MC_NOT_FOUND, N_("There is no line %s."), name);`.
 * `format` is a string literal in English: a full sentence that says what is
 * wrong, where, and what to do. Conversions: %s %d %u %ld %lu %lld %llu %zu %c
 * (no flags, no width) and %%; at most eight.
 */
enum mc_status mc_fail(struct mc_error *err, enum mc_status status, const char *format, ...)
	MC_PRINTF(3, 4);

/* Says which field a failure is about (a static name); passes `status` on. err may be NULL. */
enum mc_status mc_fail_at(struct mc_error *err, const char *field, enum mc_status status);

/* The same sentence as another kind of failure. err may be NULL. */
enum mc_status mc_fail_as(struct mc_error *err, enum mc_status status);

#ifdef __clang_analyzer__
/* What the analyser cannot see from a call: the status given is the status returned. */
#define mc_fail(err, status, ...) (mc_fail(err, status, __VA_ARGS__), (status))
#endif

/*
 * Returns from the calling function with the status of a failed call. For functions
 * that hold nothing then, or whose variables clean up after themselves.
 */
#define MC_TRY(call) \
	do { \
		const enum mc_status mc_try_status = (call); \
		if (mc_try_status != MC_OK) { \
			return mc_try_status; \
		} \
	} while (0)

/* Stable name of a status, for logs and JSON; never NULL. */
const char *mc_status_name(enum mc_status status);

/* Exit status of a command that ends with `status` (design §9). */
int mc_status_exit(enum mc_status status);

/* Whether another try in a while may succeed; otherwise it takes a person. */
bool mc_status_is_transient(enum mc_status status);

/* Whether an act that ended with it may have been done all the same (mc_store_act). */
bool mc_status_is_unsure(enum mc_status status);

#endif
