/*
 * Records: the values that stand on a paper, frozen when the act that prints it
 * commits, so that a reprint next year says what was said then. A record is an
 * ordered list of name → text, plus groups of items that repeat (the papers
 * handed in …). Names are Vietnamese without marks (so, hang_cho, nhom_thu_tuc):
 * they are what layouts write as $(so); docs/layouts.md lists them all.
 *
 * The values are finished text in Vietnamese: dates, money and masks are
 * formatted when the record is built, never by a layout.
 */
#ifndef MC_PAPER_RECORDS_H
#define MC_PAPER_RECORDS_H

#include "base/arena.h"
#include "base/str.h"
#include <motcua/date.h>
#include <motcua/dossier.h>
#include <motcua/status.h>
#include <motcua/ticket.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names every paper knows: the mark of a practice office, the mark of a reprint. */
#define MC_RECORD_PRACTICE "thuc_hanh"
#define MC_RECORD_REPRINT "in_lai"
/* In a group: the item's number from 1, there by itself: $(giay_to.stt). */
#define MC_RECORD_ORDINAL "stt"

/* --- the record --- */

struct mc_record_field {
	const char *name;
	const char *value; /* never NULL */
};

struct mc_record_item {
	struct mc_record_field *fields;
	size_t count;
	size_t cap;
};

struct mc_record_group {
	const char *name;
	struct mc_record_item *items;
	size_t count;
	size_t cap;
};

struct mc_record {
	struct mc_arena *arena; /* borrowed; owns names and values */
	const char *form; /* "ticket", "slip" … */
	struct mc_record_item fields;
	struct mc_record_group *groups;
	size_t group_count;
	size_t group_cap;
};

void mc_record_init(struct mc_record *record, struct mc_arena *arena, const char *form);

/* Sets a field (copies both; NULL value = ""); a name set before keeps its place. */
void mc_record_set(struct mc_record *record, const char *name, const char *value);
const char *mc_record_get(const struct mc_record *record, const char *name); /* "" when not set */

/* Adds an empty item to a group, which is made when new. Valid until the group's next item. */
struct mc_record_item *mc_record_add(struct mc_record *record, const char *group);
void mc_record_item_set(
	struct mc_record *record, struct mc_record_item *item, const char *name, const char *value);
const char *mc_record_item_get(const struct mc_record_item *item, const char *name);

/* NULL when there is no such group. */
const struct mc_record_group *mc_record_group(const struct mc_record *record, const char *name);

/*
 * The stored form, one line, order kept:
 * {"form":"slip","fields":{"ma_ho_so":"…"},"groups":{"giay_to":[{"ten":"…"}]}}
 */
void mc_record_to_json(const struct mc_record *record, struct mc_str *out);

/* Reads it back into `arena`. MC_INVALID: not JSON, or not of this shape. */
MC_CHECKED enum mc_status mc_record_from_json(const char *text, size_t len, struct mc_arena *arena,
	struct mc_record *ret_record, struct mc_error *err);

/*
 * Marks a record that is printed again: "BẢN IN LẠI (lần n) – 08:21 23/11/2026".
 * `copy` ≥ 1 counts the reprints.
 */
void mc_record_mark_reprint(struct mc_record *record, int copy, mc_time printed_at);

/* --- the papers --- */

struct mc_paper_variable {
	const char *name; /* "so", or of a group "giay_to.ten" */
	const char *meaning; /* N_() English */
	const char *example; /* Vietnamese, made up; for previews */
	bool plain; /* letters without marks, digits and signs, as the office makes it: fit for a bar code */
};

/* A built-in layout, embedded at build, for pages of `columns`. */
struct mc_paper_layout {
	int columns;
	const char *file; /* "ticket-80.receipt": the name an office's own copy has too */
	const unsigned char *bytes;
	const unsigned long *size;
};

#define MC_PAPER_MAX_LAYOUTS 4

struct mc_paper {
	const char *form;
	const char *title; /* Vietnamese */
	struct mc_paper_layout layouts[MC_PAPER_MAX_LAYOUTS]; /* widest first; ended by columns 0 */
	const struct mc_paper_variable *variables;
	size_t variable_count;
};

size_t mc_paper_count(void);
const struct mc_paper *mc_paper_at(size_t index);
const struct mc_paper *mc_paper_find(
	const char *form); /* NULL when there is none; ASCII case ignored */

/* The built-in layout for a width: the one made for it, else the widest that is not wider; NULL if none. */
const struct mc_paper_layout *mc_paper_layout(const struct mc_paper *paper, int columns);

/* Whether the paper documents this variable ("so", "giay_to.ten", "giay_to.stt", "giay_to.*"). */
bool mc_paper_knows(const struct mc_paper *paper, const char *variable);

/* Whether its values are plain; false for what the paper does not document. */
bool mc_paper_is_plain(const struct mc_paper *paper, const char *variable);

/* A record of the paper filled with the examples; two items in each group. */
void mc_paper_example(
	const struct mc_paper *paper, struct mc_arena *arena, struct mc_record *ret_record);

/* --- what goes onto each of them --- */

/* Who hands the paper out; stands on all of them. Texts may be NULL or "" where not known. */
struct mc_paper_office {
	const char *name; /* "Ủy ban nhân dân phường Yên Hòa" */
	const char *unit; /* "Bộ phận Tiếp nhận và Trả kết quả …" or "" */
	const char *address;
	const char *phone;
	bool practice; /* every paper then says so */
};

/* A queue ticket. It carries no personal data: there is no field for any. */
struct mc_ticket_paper {
	struct mc_paper_office office;
	int64_t id; /* of the ticket, for the rating */
	const char *label;
	const char *line; /* its letter */
	const char *line_vi;
	const char *line_en;
	const char *place; /* where to wait or which desks, or "" */
	const char *wait_text; /* "khoảng 08:40–08:55", or "" when there is no honest estimate */
	int ahead; /* how many wait before this one */
	enum mc_ticket_kind kind;
	enum mc_priority priority;
	mc_time issued_at;
	mc_time appointment_at; /* 0: none */
};

void mc_ticket_record(
	const struct mc_ticket_paper *paper, struct mc_arena *arena, struct mc_record *ret_record);

/*
 * The short slip for a dossier accepted at the counter; not Mẫu 01, and it says
 * so. The owner's name is on it, the ID number only masked (mc_mask_id).
 */
struct mc_slip_paper {
	struct mc_paper_office office;
	struct mc_dossier dossier;
	const struct mc_component *components;
	size_t component_count;
	const char *officer; /* who accepted it */
};

void mc_slip_record(
	const struct mc_slip_paper *paper, struct mc_arena *arena, struct mc_record *ret_record);

#endif
