/*
 * The members of a struct as data.
 *
 * Beside a struct stands a const table of its fields, and everything that has to know
 * all of them walks it: copying, the mark of a request, cleaning, CSV columns, options
 * of commands, JSON, the bodies of events. A member is then named in the struct, in the
 * table, and where its meaning is used.
 */
#ifndef MC_BASE_FIELD_H
#define MC_BASE_FIELD_H

#include "base/names.h"
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mc_field_kind {
	MC_FIELD_TEXT, /* const char *; NULL and "" both mean that it was not given */
	MC_FIELD_INT, /* int, int32_t, mc_day */
	MC_FIELD_UNSIGNED, /* unsigned, and every enumeration */
	MC_FIELD_LONG, /* int64_t, mc_time */
	MC_FIELD_BOOL,
	MC_FIELD_LIST, /* a pointer to `rows->size` × the size_t at `count_at` */
	MC_FIELD_OBJECT, /* a pointer to one struct of `rows`; NULL: it was not given */
};

struct mc_fields;

struct mc_field {
	const char *name; /* stable: in marks, JSON, errors; the member's own but for old events */
	const char *option; /* of a command, and in errors about it; NULL: as `name` */
	enum mc_field_kind kind;
	uint16_t at; /* offset of the member */
	uint16_t count_at; /* LIST: offset of its size_t count */
	unsigned flags; /* of whoever owns the table */
	unsigned shape; /* likewise: how people write it */
	unsigned max; /* TEXT: characters; 0: what the owner of the table says */
	int64_t least, most; /* numbers; both 0: any */
	int64_t otherwise; /* numbers: what stands in a member that was not given */
	const struct mc_names *names; /* UNSIGNED: written by name; TEXT: one of these or "" */
	const struct mc_fields *rows; /* LIST, OBJECT: the table of one element */
	const char *shown; /* N_(): what people call it; NULL: it is shown nowhere */
	const char *placeholder; /* of its value in a command's help: "NAME"; NULL: made of names */
	const char *help; /* N_(): one line for manuals; may be NULL */
};

struct mc_fields {
	const struct mc_field *at;
	size_t count;
	size_t size; /* of the struct */
};

/* The kind of a member, from its type; an enumeration is unsigned for gcc and clang. */
#define MC_FIELD_KIND(type, member) \
	_Generic(((type *)0)->member, \
		const char *: MC_FIELD_TEXT, \
		int: MC_FIELD_INT, \
		unsigned: MC_FIELD_UNSIGNED, \
		int64_t: MC_FIELD_LONG, \
		bool: MC_FIELD_BOOL)

/* A row of the table of struct `type`: { MC_FIELD(struct mc_act_fee, code), .max = 40 }. */
#define MC_FIELD(type, member) MC_FIELD_NAMED(type, member, #member)

/* Likewise, under another name than the member's. */
#define MC_FIELD_NAMED(type, member, said) \
	.name = (said), .kind = MC_FIELD_KIND(type, member), .at = offsetof(type, member)

/* A list: its elements, and the member that counts them. */
#define MC_FIELD_ROWS(type, member, counter, table) \
	.name = #member, .kind = MC_FIELD_LIST, .at = offsetof(type, member), \
	.count_at = offsetof(type, counter), .rows = &(table)

/* A pointer to one struct of another table. */
#define MC_FIELD_ONE(type, member, table) \
	.name = #member, .kind = MC_FIELD_OBJECT, .at = offsetof(type, member), .rows = &(table)

#define MC_FIELDS(array, type) \
	{ (array), MC_COUNT(array), sizeof(type) }

/* The value of a member. A text is never NULL; a number of any kind is widened. */
const char *mc_field_text(const struct mc_field *field, const void *row);
int64_t mc_field_number(const struct mc_field *field, const void *row);
size_t mc_field_count(const struct mc_field *field, const void *row);
const void *mc_field_element(const struct mc_field *field, const void *row, size_t index);
const void *mc_field_object(
	const struct mc_field *field, const void *row); /* or the first of a list; NULL: none */

/* A text is borrowed; a number must fit the member, which the caller has looked at. */
void mc_field_put_text(const struct mc_field *field, void *row, const char *text);
void mc_field_put_number(const struct mc_field *field, void *row, int64_t number);
void mc_field_put_list(const struct mc_field *field, void *row, const void *elements, size_t count);
void mc_field_put_object(const struct mc_field *field, void *row, const void *object);

/* Whether a number fits the member's type and its limits. */
bool mc_field_fits(const struct mc_field *field, int64_t number);

/* Whether anything but "", `otherwise`, an empty list or no object stands in it. */
bool mc_field_given(const struct mc_field *field, const void *row);

/* How many characters a value may have: a text's limit, or the digits of the largest number. */
unsigned mc_field_chars(const struct mc_field *field);

/* What an error about it is about (mc_error.field). */
const char *mc_field_option(const struct mc_field *field);

/* NULL where the table has no such name; ASCII letters in either case. */
const struct mc_field *mc_field_find(const struct mc_fields *fields, const char *name);

/* Likewise, by its name or that of its option. */
const struct mc_field *mc_field_called(const struct mc_fields *fields, const char *name);

/* Likewise, by the member's place: offsetof(struct mc_act_fee, code). */
const struct mc_field *mc_field_of(const struct mc_fields *fields, size_t offset);

#endif
