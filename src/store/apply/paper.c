/* The book of papers handed out: each with the record it was made from, frozen. */
#include "sql.h"
#include "store/apply/apply.h"

#define TEXT(key) mc_applied_text(a->body, key)
#define INT(key) mc_json_get_int(a->body, key, 0)

/* A record with personal data stands in the private body; after erasure it is "". */
static enum mc_status made(const struct mc_applied *a, struct mc_error *err) {
	const char *record = TEXT("record");
	if (!*record) {
		record = mc_applied_text(a->secret, "record");
	}
	return mc_run(sql_paper_insert(a->db, a->event->id, TEXT("form"), a->event->subject,
			      TEXT("label"), INT("copy"), a->event->at, record),
		NULL, err);
}

const struct mc_event_kind mc_paper_kinds[] = {
	{ "paper.made@1", made },
	{ NULL, NULL },
};
