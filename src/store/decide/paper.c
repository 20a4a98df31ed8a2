/*
 * Papers of an act, and printing again. The record is frozen inside the act's
 * transaction and the print job's row with it; what happens to the job is the
 * worker's affair (jobs.c). A reprint is a new paper with the next copy number:
 * the record of the first copy with a mark, whatever has changed since.
 */
#include "sql.h"
#include "store/decide/take_back.h"
#include "store/inside.h"
#include "store/rows.h"
#include <assert.h>
#include <motcua/code.h>
#include <motcua/paper.h>
#include <stdio.h>
#include <string.h>

/* ---- facts ---- */

static enum mc_status ticket_facts(
	struct mc_tx *tx, int64_t id, struct mc_paper_facts *facts, struct mc_error *err) {
	struct mc_ticket *ticket = mc_arena_alloc(tx->arena, sizeof *ticket);
	struct mc_line *line = mc_arena_alloc(tx->arena, sizeof *line);
	MC_TRY(mc_read_ticket(tx->db, id, ticket, err));
	MC_TRY(mc_read_line(tx->db, tx->arena, ticket->line, line, err));
	facts->ticket = ticket;
	facts->line = line;
	return MC_OK;
}

static enum mc_status dossier_facts(
	struct mc_tx *tx, int64_t id, struct mc_paper_facts *facts, struct mc_error *err) {
	struct mc_dossier *dossier = mc_arena_alloc(tx->arena, sizeof *dossier);
	struct mc_procedure *procedure = mc_arena_alloc(tx->arena, sizeof *procedure);
	struct mc_error none;
	MC_TRY(mc_read_dossier(tx->db, tx->arena, id, dossier, err));
	MC_TRY(mc_read_components(
		tx->db, tx->arena, id, &facts->components, &facts->component_count, err));
	facts->dossier = dossier;
	enum mc_status status = mc_read_procedure(tx->db, tx->arena, dossier->procedure,
		dossier->variant, mc_day_of(dossier->accepted_at), procedure, &none);
	facts->procedure = status == MC_OK ? procedure : NULL;
	return MC_OK;
}

/* What the first copy said; nothing is printed again once it is erased. */
static enum mc_status first_record(
	struct mc_tx *tx, int64_t subject, struct mc_paper_facts *facts, struct mc_error *err) {
	MC_TRY(sql_text_one(
		sql_paper_first(tx->db, subject, facts->form), tx->arena, &facts->first, err));
	return facts->first[0] != '\0'
		       ? MC_OK
		       : mc_fail(err, MC_REFUSED,
				 N_("The data of this paper has been erased; it cannot be "
				    "printed."));
}

static enum mc_status gather(
	struct mc_tx *tx, int64_t subject, struct mc_paper_facts *facts, struct mc_error *err) {
	struct mc_office *office = mc_arena_alloc(tx->arena, sizeof *office);
	int64_t copy;
	MC_TRY(sql_paper_last_copy(tx->db, subject, facts->form, &copy, err));
	if (copy > 0) {
		MC_TRY(first_record(tx, subject, facts, err));
	}
	MC_TRY(mc_read_office(tx->db, tx->arena, office, err));
	MC_TRY(mc_name_of(tx, tx->actor, &facts->officer_name, err));
	facts->copy = (int)copy + 1;
	facts->office = office;
	facts->at = tx->at;
	assert(facts->form);
	return mc_paper_kind_of(facts->form)->of_ticket ? ticket_facts(tx, subject, facts, err)
							: dossier_facts(tx, subject, facts, err);
}

/* ---- the job ---- */

static enum mc_status add_job(struct mc_tx *tx, int64_t paper, const struct mc_paper_facts *facts,
	const char *label, struct mc_error *err) {
	uint8_t random[16];
	char uuid[40], hex[33];
	mc_random(random, sizeof random);
	mc_hex(random, sizeof random, hex);
	snprintf(uuid, sizeof uuid, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
		hex + 20);
	tx->outcome->paper = tx->outcome->job = paper;
	return mc_run(sql_job_insert(tx->db, paper, uuid, facts->form, label, facts->copy,
			      tx->recorded_at),
		NULL, err);
}

enum mc_status mc_queue_paper(
	struct mc_tx *tx, const char *form, int64_t subject, struct mc_error *err) {
	struct mc_paper_facts facts = { .form = form };
	const char *record = NULL;
	bool personal = true;
	if (!tx->store->maker.make) {
		return MC_OK;
	}
	MC_TRY(gather(tx, subject, &facts, err));
	MC_TRY(tx->store->maker.make(
		tx->store->maker.data, &facts, tx->arena, &record, &personal, err));
	const char *label = facts.ticket ? facts.ticket->label : facts.dossier->code;
	const struct mc_event_paper_made made = { .form = form,
		.label = label,
		.copy = facts.copy,
		.record = personal ? "" : record,
		.private_record = personal ? record : "" };
	int64_t paper;
	MC_TRY(mc_tx_write(tx, MC_EVENT_PAPER_MADE, subject, &made, &paper, err));
	return add_job(tx, paper, &facts, label, err);
}

/* ---- print, print again ---- */

/* The thing a request names: by job, by ticket label, by dossier code. */
static enum mc_status find_subject(
	struct mc_tx *tx, const char **ret_form, int64_t *ret_subject, struct mc_error *err) {
	const struct mc_act_paper *r = &tx->act->as.paper;
	*ret_form = r->form;
	if (r->job) {
		struct mc_paper_row paper;
		enum mc_status status =
			sql_paper_one(sql_paper_by_id(tx->db, r->job), tx->arena, &paper, err);
		if (status == MC_OK) {
			*ret_form = paper.form;
			*ret_subject = paper.subject;
		}
		return status == MC_NO_ROW
			       ? mc_fail(err, MC_NOT_FOUND,
					 N_("There is no print job %lld: see “motcua print list”."),
					 (long long)r->job)
			       : status;
	}
	if (r->label && *r->label) {
		struct mc_ticket ticket;
		enum mc_status status = mc_read_label(tx->db, r->label, tx->day, &ticket, err);
		*ret_subject = ticket.id;
		return status;
	}
	return mc_read_code(tx->db, mc_or_empty(r->code), ret_subject, err);
}

enum mc_status mc_decide_paper(struct mc_tx *tx, struct mc_error *err) {
	const char *form;
	int64_t subject = 0;
	enum mc_status status = find_subject(tx, &form, &subject, err);
	if (status == MC_OK && (!form || !*form)) {
		status = mc_fail_at(err, "form",
			mc_fail(err, MC_INVALID,
				N_("Say which paper is printed: see “motcua paper list”.")));
	}
	if (status != MC_OK) {
		return status;
	}
	if (!tx->store->maker.make) {
		return mc_fail(err, MC_UNAVAILABLE, N_("This program can't make papers."));
	}
	tx->outcome->subject = subject;
	return mc_queue_paper(tx, form, subject, err);
}
