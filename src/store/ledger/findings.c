#include "store/ledger/findings.h"

struct mc_error *mc_note(struct mc_notes *notes, enum mc_finding_kind kind) {
	if (notes->count == MC_FINDINGS_MAX) {
		return NULL;
	}
	struct mc_finding *row = MC_ARENA_NEXT(notes->arena, notes->rows, notes->count, notes->cap);
	row->kind = kind;
	return &row->what;
}

void mc_notes_judge(const struct mc_notes *notes, struct mc_findings *ret_findings) {
	ret_findings->rows = notes->rows;
	ret_findings->count = notes->count;
	ret_findings->ok = true;
	ret_findings->whole = true;
	for (size_t i = 0; i < notes->count; i++) {
		ret_findings->ok = ret_findings->ok && notes->rows[i].kind == MC_FINDING_REMARK;
		ret_findings->whole =
			ret_findings->whole && notes->rows[i].kind != MC_FINDING_DAMAGE;
	}
}
