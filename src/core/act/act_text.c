/* Requests as text, a verb at a time. */
#include "core/act/act_text.h"

static void number(struct mc_str *out, int64_t value) {
	mc_str_addf(out, "%lld,", (long long)value);
}

/* Where nothing was counted the request keeps the mark that an older program gave it. */
static void counted_copies(struct mc_str *out, int pages, int copies) {
	if (pages != 0 || copies != 0) {
		number(out, pages);
		number(out, copies);
	}
}

static void accept(struct mc_str *out, const struct mc_act_accept *r) {
	const char *const texts[] = { r->procedure, r->variant, r->owner, r->id_number, r->phone,
		r->address, r->birth, r->sex, r->submitter, r->subject, r->external_code,
		r->ticket_label };
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		mc_str_add_counted(out, texts[i]);
	}
	number(out, r->channel);
	number(out, r->return_way);
	number(out, r->sets);
	for (size_t i = 0; i < r->component_count; i++) {
		mc_str_add_counted(out, r->components[i].name);
		number(out, r->components[i].originals);
		number(out, r->components[i].certified);
		number(out, r->components[i].copies);
	}
	counted_copies(out, r->pages, r->copies);
}

static void dossier(struct mc_str *out, const struct mc_act_dossier *r) {
	const char *const texts[] = { r->code, r->to, r->result_no, r->receiver, r->reason };
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		mc_str_add_counted(out, texts[i]);
	}
	number(out, r->transition);
	number(out, r->way);
}

static void issue(struct mc_str *out, const struct mc_act_issue *r) {
	mc_str_add_counted(out, r->line);
	number(out, r->kind);
	number(out, r->any_kind);
	number(out, r->priority);
	number(out, r->appointment_min);
}

static void ticket(struct mc_str *out, const struct mc_act_ticket *r) {
	mc_str_add_counted(out, r->label);
	mc_str_add_counted(out, r->desk);
	mc_str_add_counted(out, r->reason);
	number(out, r->id);
	number(out, r->move);
}

static void undo(struct mc_str *out, const struct mc_act_undo *r) {
	mc_str_add_counted(out, r->desk);
	mc_str_add_counted(out, r->label);
	number(out, r->event);
}

static void fee(struct mc_str *out, const struct mc_act_fee *r) {
	const char *const texts[] = { r->code, r->method, r->exempt, r->proof, r->receipt };
	for (size_t i = 0; i < MC_COUNT(texts); i++) {
		mc_str_add_counted(out, texts[i]);
	}
	counted_copies(out, r->pages, r->copies);
}

static void paper(struct mc_str *out, const struct mc_act_paper *r) {
	mc_str_add_counted(out, r->form);
	mc_str_add_counted(out, r->label);
	mc_str_add_counted(out, r->code);
	number(out, r->job);
}

void mc_act_text(const struct mc_act *act, struct mc_str *out) {
	mc_str_add_counted(out, mc_verb_name(act->verb));
	mc_str_add_counted(out, act->actor);
	number(out, act->occurred_at);
	switch (act->verb) {
	case MC_VERB_SETUP: number(out, (int64_t)act->as.setup.count); break;
	case MC_VERB_DESK_OPEN:
	case MC_VERB_DESK_PAUSE:
	case MC_VERB_DESK_CLOSE:
	case MC_VERB_TICKET_NEXT:
		mc_str_add_counted(out, act->as.desk.desk);
		mc_str_add_counted(out, act->as.desk.reason);
		break;
	case MC_VERB_TICKET_ISSUE: issue(out, &act->as.issue); break;
	case MC_VERB_TICKET_CALL:
	case MC_VERB_TICKET_MOVE: ticket(out, &act->as.ticket); break;
	case MC_VERB_TICKET_UNDO: undo(out, &act->as.undo); break;
	case MC_VERB_DOSSIER_ACCEPT: accept(out, &act->as.accept); break;
	case MC_VERB_DOSSIER_MOVE:
	case MC_VERB_DOSSIER_UNDO:
	case MC_VERB_DOSSIER_READ:
	case MC_VERB_DATA_ERASE: dossier(out, &act->as.dossier); break;
	case MC_VERB_DOSSIER_IMPORT:
		mc_str_add_counted(out, act->as.import.code);
		break; /* the key is the content */
	case MC_VERB_FEE_TAKE: fee(out, &act->as.fee); break;
	case MC_VERB_PAPER_PRINT: paper(out, &act->as.paper); break;
	case MC_VERB_LEDGER_SEAL:
	case MC_VERB_OFFICE_KEY:
	case MC_VERB_COUNT: break;
	}
}
