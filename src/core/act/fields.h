/*
 * The fields of every request and set-up row (act.h), one row of a table each.
 *
 * A field's name is the key of the same value in JSON, the column of a CSV file, and what an
 * error is about. Limits hold for all ways in: the store cleans by these tables, files and
 * commands are read by them.
 */
#ifndef MC_CORE_FIELDS_H
#define MC_CORE_FIELDS_H

#include "base/field.h"
#include <motcua/act.h>

/* mc_field.flags */
#define MC_ASK_REQUIRED 0x01 /* a text that must not be empty */
#define MC_ASK_COLUMN 0x02 /* a file must have this column, */
#define MC_ASK_FILLED 0x04 /* and no row may leave it empty */
#define MC_ASK_PERSONAL 0x08 /* personal data: not in a command line, not in a public body */
#define MC_ASK_PERSON 0x10 /* a person's name, whose letters another program may have destroyed */
#define MC_ASK_SPOKEN 0x20 /* other words, likewise */
#define MC_ASK_KNOWN 0x40 /* names what is there already: looked up as it was sent, never kept */
#define MC_ASK_INNER 0x80 /* follows from other fields: nobody gives it from outside */
#define MC_ASK_COUNT 0x100 /* at least 1 where it is given; 0: it is not */

/* mc_field.shape: how people write the value, where its kind and `names` do not say it all. */
enum mc_shape {
	MC_SHAPE_PLAIN, /* the text, the number, the name of an enumerator */
	MC_SHAPE_NAME, /* of a desk, a person, a printer: no blank, “;” or “,”, within MC_NAME_SIZE */
	MC_SHAPE_LETTER, /* of a line */
	MC_SHAPE_LETTERS, /* letters of lines, separated by ; */
	MC_SHAPE_LIST, /* items separated by ; each once, and one of `names` where there are any */
	MC_SHAPE_BITS, /* UNSIGNED: a bit for each of `names`; written as a list */
	MC_SHAPE_CODED, /* UNSIGNED: one of `names`, or its number, a code of the law */
	MC_SHAPE_STATE, /* likewise, of a dossier that is taken over; also its Vietnamese name */
	MC_SHAPE_CODE, /* of a dossier */
	MC_SHAPE_ID_NUMBER,
	MC_SHAPE_PHONE,
	MC_SHAPE_HOUR, /* a text, HH:MM */
	MC_SHAPE_MINUTE, /* INT: minute of the day, written HH:MM */
	MC_SHAPE_DAY, /* INT: mc_day */
	MC_SHAPE_TIME, /* LONG: mc_time */
	MC_SHAPE_DUE, /* LONG: mc_time; a day alone lasts until its last minute */
	MC_SHAPE_MONEY, /* LONG: whole đồng */
	MC_SHAPE_TERM, /* INT: thousandths, written as mc_term_value_parse() reads them */
};

/* What every act may carry: of struct mc_act itself. */
extern const struct mc_fields mc_act_head_fields;

/* Of the member of mc_act.as that belongs to the verb; empty where it has none, and for SETUP. */
const struct mc_fields *mc_verb_fields(enum mc_verb verb);

/* Of the member of mc_setup_row.as that belongs to the kind. */
const struct mc_fields *mc_setup_fields(enum mc_setup_kind kind);

#endif
