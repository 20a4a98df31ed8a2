/* Rows of the book as the structs of the public headers. Column orders are those of the read files in the folder sql. */
#ifndef MC_STORE_ROWS_H
#define MC_STORE_ROWS_H

#include "store/engine/rows.h"
#include <motcua/view.h>

#define MC_APPLICANT_ORGANISATION "organisation" /* in applicant_type, where "" is a person */

/* Texts are copied into the arena (fixed arrays need none). */
void mc_row_ticket(struct mc_stmt *row, struct mc_ticket *ret_ticket);
void mc_row_line(struct mc_stmt *row, struct mc_arena *arena, struct mc_line *ret_line);
void mc_row_desk(struct mc_stmt *row, struct mc_arena *arena, struct mc_desk *ret_desk);
void mc_row_procedure(
	struct mc_stmt *row, struct mc_arena *arena, struct mc_procedure *ret_procedure);
void mc_row_dossier(struct mc_stmt *row, struct mc_arena *arena, struct mc_dossier *ret_dossier);

/* The tickets of a statement. */
MC_CHECKED enum mc_status mc_rows_tickets(struct mc_stmt *row, struct mc_arena *arena,
	struct mc_ticket **ret_rows, size_t *ret_count, struct mc_error *err);

/* One ticket by id; MC_NOT_FOUND. */
MC_CHECKED enum mc_status mc_read_ticket(
	struct mc_db *db, int64_t id, struct mc_ticket *ret_ticket, struct mc_error *err);

#endif
