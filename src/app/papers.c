/*
 * From what the store knows to what stands on a paper. A new paper is a function
 * here and a row in the table under it.
 */
#include "app/papers.h"
#include "base/str.h"
#include "paper/records.h"
#include <motcua/paper.h>
#include <string.h>

#define UNIT "Bộ phận Tiếp nhận và Trả kết quả"

static struct mc_paper_office office_of(const struct mc_paper_facts *facts) {
	return (struct mc_paper_office){
		.name = facts->office->name,
		.unit = UNIT,
		.address = facts->office->address,
		.phone = facts->office->phone,
		.practice = facts->office->practice,
	};
}

static void ticket_record(
	const struct mc_paper_facts *facts, struct mc_arena *arena, struct mc_record *ret_record) {
	const struct mc_ticket *ticket = facts->ticket;
	const struct mc_ticket_paper paper = {
		.office = office_of(facts),
		.id = ticket->id,
		.label = ticket->label,
		.line = ticket->line,
		.line_vi = facts->line->name_vi,
		.line_en = facts->line->name_en,
		.ahead = ticket->ahead,
		.kind = ticket->kind,
		.priority = ticket->priority,
		.issued_at = ticket->issued_at,
		.appointment_at = ticket->appointment_at,
	};
	mc_ticket_record(&paper, arena, ret_record);
}

static void slip_record(
	const struct mc_paper_facts *facts, struct mc_arena *arena, struct mc_record *ret_record) {
	const struct mc_slip_paper paper = {
		.office = office_of(facts),
		.dossier = *facts->dossier,
		.components = facts->components,
		.component_count = facts->component_count,
		.officer = facts->officer_name,
	};
	mc_slip_record(&paper, arena, ret_record);
}

static const struct paper {
	const char *form;
	void (*build)(const struct mc_paper_facts *facts, struct mc_arena *arena,
		struct mc_record *ret_record);
} papers[] = {
	{ MC_FORM_TICKET, ticket_record },
	{ MC_FORM_SLIP, slip_record },
};

static const struct paper *find(const struct mc_paper_facts *facts) {
	bool of_ticket = mc_paper_kind_of(facts->form)->of_ticket;
	bool there = of_ticket ? facts->ticket != NULL : facts->dossier != NULL;
	for (size_t i = 0; there && i < MC_COUNT(papers); i++) {
		if (mc_same(papers[i].form, facts->form)) {
			return &papers[i];
		}
	}
	return NULL;
}

static enum mc_status make(void *data, const struct mc_paper_facts *facts, struct mc_arena *arena,
	const char **ret_json, bool *ret_personal, struct mc_error *err) {
	(void)data;
	const struct paper *paper = find(facts);
	if (paper == NULL) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no paper %s for it: see “motcua paper list”."), facts->form);
	}
	struct mc_record record;
	if (facts->first == NULL) {
		paper->build(facts, arena, &record);
	} else {
		enum mc_status status = mc_record_from_json(
			facts->first, strlen(facts->first), arena, &record, err);
		if (status != MC_OK) {
			return status;
		}
		mc_record_mark_reprint(&record, facts->copy - 1, facts->at);
	}
	struct mc_str json;
	mc_str_init(&json);
	mc_record_to_json(&record, &json);
	*ret_json = mc_arena_bytes(arena, json.data, json.len);
	*ret_personal = mc_paper_kind_of(paper->form)->personal;
	mc_str_finish(&json);
	return MC_OK;
}

struct mc_paper_maker mc_papers_maker(void) {
	return (struct mc_paper_maker){ .make = make };
}

enum mc_status mc_app_open(const char *office_dir, const char *url, struct mc_store **ret_store,
	struct mc_error *err) {
	struct mc_store *store;
	enum mc_status status = mc_store_open(office_dir, url, &store, err);
	if (status == MC_OK) {
		mc_store_set_maker(store, mc_papers_maker());
		*ret_store = store;
	}
	return status;
}
