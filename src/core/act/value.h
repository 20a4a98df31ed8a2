/*
 * Values from outside: what people type and files hold, read into a member by its row of the
 * tables (fields.h). Files, options, operands and JSON all come through here, so that a kind,
 * a limit and a list of names are judged alike.
 */
#ifndef MC_CORE_VALUE_H
#define MC_CORE_VALUE_H

#include "base/arena.h"
#include "core/act/fields.h"

/*
 * Reads `text`, which may be anything, into the member; what it keeps lives in the arena.
 * An empty text is "", and no number. MC_INVALID, with the field's name in *err.
 */
MC_CHECKED enum mc_status mc_value_read(const struct mc_field *field, const char *text,
	struct mc_arena *arena, void *row, struct mc_error *err);

/* Puts what stands in a member that was not given: its `otherwise`, else "" or 0. */
void mc_value_leave_out(const struct mc_field *field, void *row);

/* A number that came as one, judged by the row's limits. */
MC_CHECKED enum mc_status mc_value_put_number(
	const struct mc_field *field, int64_t number, void *row, struct mc_error *err);

#endif
