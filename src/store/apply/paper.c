/* The book of papers handed out: each with the record it was made from, frozen. */
#include "sql.h"
#include "store/apply/apply.h"

/* A record with personal data stands in the private body; after erasure it is "". */
enum mc_status mc_apply_paper_made(const struct mc_applied *a, struct mc_error *err) {
	const struct mc_event_paper_made *e = a->is;
	const char *record = *e->record ? e->record : e->private_record;
	return mc_run(sql_paper_insert(a->db, a->event->id, e->form, a->event->subject, e->label,
			      e->copy, a->event->at, record),
		NULL, err);
}
