/*
 * Rows of the tables that stand beside the shapes of events (ledger/events/). The order of
 * the rows is the order of the members in the body; a shape is struct mc_event_NAME.
 * A member that is 0, "", false, empty or NULL is left out, and what was left out is read so;
 * no text that was read is NULL.
 */
#ifndef MC_STORE_LEDGER_FIELDS_H
#define MC_STORE_LEDGER_FIELDS_H

#include "base/field.h"
#include <motcua/date.h>

enum mc_event_flag {
	MC_EVENT_PRIVATE = 1, /* stands in the private body */
	MC_EVENT_ALWAYS =
		2, /* is written even where it is 0, "" or empty; a list unless it is NULL */
};

/* A number that is not known, where 0 says something. */
#define MC_EVENT_NONE (-1)

#define MC_MEMBER(shape, member) \
	{ MC_FIELD(struct mc_event_##shape, member) }
#define MC_MEMBER_NAMED(shape, member, name) \
	{ MC_FIELD_NAMED(struct mc_event_##shape, member, name) }
#define MC_ALWAYS(shape, member) \
	{ MC_FIELD(struct mc_event_##shape, member), .flags = MC_EVENT_ALWAYS }
#define MC_OR_NONE(shape, member) \
	{ MC_FIELD(struct mc_event_##shape, member), .otherwise = MC_EVENT_NONE }
#define MC_PRIVATE(shape, member) MC_PRIVATE_NAMED(shape, member, #member)
#define MC_PRIVATE_NAMED(shape, member, name) \
	{ MC_FIELD_NAMED(struct mc_event_##shape, member, name), .flags = MC_EVENT_PRIVATE }

/* A member of `row`, the row of set-up that the shape holds. */
#define MC_ROW(shape, member) MC_MEMBER_NAMED(shape, row.member, #member)

/* A list, or one object, of another shape, with that one's table. */
#define MC_ROWS(shape, member, counter, table, flag) \
	{ \
		MC_FIELD_ROWS(struct mc_event_##shape, member, counter, mc_event_##table##_table), \
			.flags = (flag) \
	}
#define MC_OBJECT(shape, member, table) \
	{ MC_FIELD_ONE(struct mc_event_##shape, member, mc_event_##table##_table) }

/* Closes the table mc_event_NAME_fields of a shape. */
#define MC_TABLE(name, shape) \
	static const struct mc_fields mc_event_##name##_table = \
		MC_FIELDS(mc_event_##name##_fields, struct mc_event_##shape)

#endif
