/*
 * Taking a dossier's fees. One act takes all that is open, by one receipt: the
 * office's own number, or the next of our slips (PT000001 …, "không thay biên
 * lai", domain §7). An exemption needs its ground and leaves no receipt.
 */
#include "core/money.h"
#include "core/names.h"
#include "sql.h"
#include "store/care/gap.h"
#include "store/inside.h"
#include <motcua/code.h>
#include <stdio.h>
#include <string.h>

#define OWN_SERIES "PT"
#define MAX_FEES 16

/* `counted`: the amount is another than stands with the dossier. */
struct taking {
	int64_t n[MAX_FEES];
	size_t count;
	int64_t amount;
	const char *method, *number, *series;
	int64_t serial;
	bool exempt, counted;
};

static enum mc_status read_open(
	struct mc_tx *tx, int64_t id, struct taking *t, struct mc_error *err) {
	struct sql_fee_rows rows = sql_fees_of(tx->db, id);
	struct mc_fee fee;
	enum mc_status status;
	while ((status = sql_fee_next(rows, &fee, err)) == MC_OK) {
		if (strcmp(fee.state, "open") == 0 && t->count < MAX_FEES) {
			t->n[t->count++] = fee.n;
			t->amount += fee.amount;
		}
	}
	MC_TRY(mc_ended(status));
	return t->count ? MC_OK
			: mc_fail(err, MC_REFUSED,
				  N_("Dossier %s has no fee open: nothing is taken."),
				  tx->act->as.fee.code);
}

/* Copies that were not counted when they were taken in are counted with their fee. */
static enum mc_status count_copies(
	struct mc_tx *tx, int64_t id, struct taking *t, struct mc_error *err) {
	const struct mc_act_fee *r = &tx->act->as.fee;
	struct mc_dossier dossier;
	if (r->pages == 0 && r->copies == 0) {
		return MC_OK;
	}
	if (t->count != 1) {
		return mc_fail_at(err, "pages",
			mc_fail(err, MC_REFUSED,
				N_("Dossier %s has more than one fee open: pages do not say which "
				   "they are of."),
				r->code));
	}
	t->counted = true;
	enum mc_status status = mc_read_dossier(tx->db, tx->arena, id, &dossier, err);
	return status == MC_OK
		       ? mc_tariff_counted(dossier.procedure, r->pages, r->copies, &t->amount, err)
		       : status;
}

static enum mc_status check_method(struct mc_tx *tx, struct taking *t, struct mc_error *err) {
	const struct mc_act_fee *r = &tx->act->as.fee;
	int method = mc_names_find(&mc_fee_methods, r->method);
	t->exempt = *r->exempt;
	if (t->exempt && !*r->proof) {
		return mc_fail_at(err, "proof",
			mc_fail(err, MC_INVALID,
				N_("An exemption needs its proof (--proof): number of the "
				   "paper shown.")));
	}
	if (!t->exempt && method < 0) {
		return mc_fail_at(err, "method",
			mc_fail(err, MC_INVALID,
				N_("A fee is taken by cash, transfer or online (--method).")));
	}
	t->method = t->exempt ? "" : mc_fee_methods.names[method];
	return MC_OK;
}

static enum mc_status own_receipt(struct mc_tx *tx, struct taking *t, struct mc_error *err) {
	char start[sizeof OWN_SERIES];
	mc_copy(start, sizeof start, t->number);
	if (mc_code_same(start, OWN_SERIES)) {
		return mc_fail_at(err, "receipt",
			mc_fail(err, MC_INVALID,
				N_("Numbers that begin with %s are given by this program: leave "
				   "--receipt out for the next of them."),
				OWN_SERIES));
	}
	char key[MC_CODE_SIZE];
	mc_code_key(t->number, key);
	const char *used;
	enum mc_status status =
		sql_text_one(sql_receipt_by_key(tx->db, key), tx->arena, &used, err);
	return status == MC_OK
		       ? mc_fail_at(err, "receipt",
				 mc_fail(err, MC_CONFLICT,
					 N_("Receipt %s was used before: take the next one."),
					 used))
		       : mc_ended(status);
}

/* The last serial of our own receipts; behind a restore some numbers further (care/gap.h). */
static enum mc_status last_serial(struct mc_tx *tx, int64_t *ret_last, struct mc_error *err) {
	int64_t gap = 0;
	MC_TRY(sql_receipt_last_serial(tx->db, OWN_SERIES, ret_last, err));
	MC_TRY(mc_gap_before(tx->db, MC_GAP_ANY_DAY,
		sql_receipt_event_of_serial(tx->db, OWN_SERIES, *ret_last), &gap, err));
	*ret_last += gap;
	return MC_OK;
}

static enum mc_status number_receipt(struct mc_tx *tx, struct taking *t, struct mc_error *err) {
	t->series = t->number = "";
	if (t->exempt) {
		return MC_OK;
	}
	t->number = tx->act->as.fee.receipt;
	if (*t->number) {
		return own_receipt(tx, t, err);
	}
	t->series = OWN_SERIES;
	MC_TRY(last_serial(tx, &t->serial, err));
	t->serial++;
	t->number = mc_arena_printf(tx->arena, "%06lld", (long long)t->serial);
	return MC_OK;
}

static enum mc_status write_taken(
	struct mc_tx *tx, int64_t id, const struct taking *t, struct mc_error *err) {
	struct mc_event_fee_part parts[MAX_FEES];
	for (size_t i = 0; i < t->count; i++) {
		parts[i] = (struct mc_event_fee_part){ .n = t->n[i],
			.amount = t->counted ? t->amount : MC_EVENT_NONE };
	}
	const struct mc_event_fee_taken taken = { .fees = parts,
		.fee_count = t->count,
		.amount = t->exempt ? 0 : t->amount,
		.method = t->method,
		.series = t->series,
		.number = t->number,
		.serial = t->serial,
		.exempt = t->exempt,
		.ground = tx->act->as.fee.exempt,
		.proof = tx->act->as.fee.proof };
	return mc_tx_write(tx, MC_EVENT_FEE_TAKEN, id, &taken, NULL, err);
}

enum mc_status mc_decide_fee(struct mc_tx *tx, struct mc_error *err) {
	struct taking t = { 0 };
	int64_t id;
	MC_TRY(mc_read_code(tx->db, tx->act->as.fee.code, &id, err));
	MC_TRY(read_open(tx, id, &t, err));
	MC_TRY(count_copies(tx, id, &t, err));
	MC_TRY(check_method(tx, &t, err));
	MC_TRY(number_receipt(tx, &t, err));
	tx->outcome->subject = id;
	tx->outcome->amount = t.exempt ? 0 : t.amount;
	tx->outcome->receipt = mc_arena_printf(tx->arena, "%s%s", t.series, t.number);
	return write_taken(tx, id, &t, err);
}
