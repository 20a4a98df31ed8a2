/*
 * Requests from outside: the fields of an act or a set-up row, given as the words of a command
 * or as the members of one JSON object, each at most once. Whoever offers them says which
 * fields these are; all else about a field is its row (fields.h).
 */
#ifndef MC_CORE_REQUEST_H
#define MC_CORE_REQUEST_H

#include "base/arena.h"
#include "core/act/fields.h"

/* The verb's or the row's own fields; those of every act; the request key. */
#define MC_REQUEST_PARTS 3

struct mc_request {
	struct mc_arena *arena;
	/*
	 * Names of the fields that may be given, in the order in which they are listed, with
	 * blanks between. "owner!" must be given, "*" stands for the verb's remaining ones.
	 */
	const char *takes;
	struct mc_act *act; /* NULL: a set-up row */
	const char *key; /* the request key as text; "" where it was not given */
	struct {
		const struct mc_fields *fields;
		void *row;
		uint64_t given; /* bit per field */
	} part[MC_REQUEST_PARTS];
};

/*
 * Begins a request for an act, whose verb is set, or for a set-up row, whose kind is: what is
 * not given stands as the tables say. The pointers are borrowed.
 */
void mc_request_of_act(
	struct mc_request *request, struct mc_arena *arena, const char *takes, struct mc_act *act);
void mc_request_of_row(struct mc_request *request, struct mc_arena *arena, const char *takes,
	struct mc_setup_row *row);

/* The nth field that may be given, NULL behind the last one; *ret_needed: it must be. */
const struct mc_field *mc_request_field(
	const struct mc_request *request, size_t nth, bool *ret_needed);

bool mc_request_gave(const struct mc_request *request, const struct mc_field *field);

/* The name of a field as an option of a command: ‘id-number’. In the arena. */
const char *mc_request_option(const struct mc_request *request, const struct mc_field *field);

/*
 * Gives one field by a word: a flag by any, a list one element. MC_INVALID: the value does not
 * fit, or the field was given by JSON.
 */
MC_CHECKED enum mc_status mc_request_word(struct mc_request *request, const struct mc_field *field,
	const char *text, struct mc_error *err);

/*
 * Gives the members of one JSON object, called as the fields or as their options with _ for -.
 * MC_INVALID names the first one that is unknown, of another type, given before, or does not
 * fit; what was given until then stays.
 */
MC_CHECKED enum mc_status mc_request_json(
	struct mc_request *request, const char *text, size_t len, struct mc_error *err);

/*
 * Ends the request: fails where a field is missing that must be given, or where fields do not
 * go together, and fills in what follows from those given.
 */
MC_CHECKED enum mc_status mc_request_end(struct mc_request *request, struct mc_error *err);

#endif
