/*
 * A dossier being taken in: what was typed so far, apart from how it is typed.
 * It can be put by as a draft (drafts.h), and made into the act that accepts it.
 * Its request key is chosen when it begins and goes into the draft: a crash between
 * saving and being told so cannot accept it twice.
 */
#ifndef MC_UI_INTAKE_H
#define MC_UI_INTAKE_H

#include "base/str.h"
#include "ui/parts/form.h"
#include <motcua/view.h>

#define MC_INTAKE_PAPERS 24
#define MC_INTAKE_PAPER_BYTES 400

enum mc_paper_column { MC_PAPER_ORIGINALS, MC_PAPER_CERTIFIED, MC_PAPER_COPIES, MC_PAPER_COLUMNS };

struct mc_intake_paper {
	char name[MC_INTAKE_PAPER_BYTES];
	int count[MC_PAPER_COLUMNS]; /* 0–99 */
};

struct mc_intake {
	bool begun; /* a procedure is chosen */
	char procedure[64], variant[64];
	char name[512], name_en[512]; /* of the procedure */
	uint8_t key[MC_KEY_SIZE];
	struct mc_form form;
	struct mc_intake_paper paper[MC_INTAKE_PAPERS];
	int paper_count;
	int papers_left_out; /* named by the procedure beyond MC_INTAKE_PAPERS */
	/* counted for a procedure chosen before: should it be chosen again, they stand there */
	struct mc_intake_paper put_by[MC_INTAKE_PAPERS];
	int put_by_count;
	bool from_file; /* begun in an earlier run: nobody knows where typing was broken off */
};

void mc_intake_init(struct mc_intake *intake);

bool mc_intake_handed_in(const struct mc_intake_paper *paper); /* at least one of it */

/* Nothing was typed and no paper counted: there is nothing to keep, whatever procedure was chosen. */
bool mc_intake_blank(const struct mc_intake *intake);

/* Whether this is the procedure, in this case of it, that was begun with. */
bool mc_intake_is_of(const struct mc_intake *intake, const struct mc_procedure *procedure);

/* Begins with a procedure; person and papers typed before stay where they fit. */
void mc_intake_begin(struct mc_intake *intake, const struct mc_procedure *procedure,
	const uint8_t key[MC_KEY_SIZE]);

/* The form has the fields of its procedure: certified copies are counted, at first one page and one copy. */
void mc_intake_fit_form(struct mc_intake *intake);

/* The fee as far as it goes by what is typed, else the catalogue's. */
int64_t mc_intake_fee(const struct mc_intake *intake, int64_t otherwise);

/* Forgets procedure and papers, keeps the person: one more dossier of the same owner. */
void mc_intake_next(struct mc_intake *intake);

/* The act; its texts live in the scratch, which must live as long. */
struct mc_intake_scratch {
	char text[MC_FORM_MAX][MC_EDIT_BYTES];
	struct mc_component component[MC_INTAKE_PAPERS];
};
void mc_intake_act(
	const struct mc_intake *intake, struct mc_intake_scratch *scratch, struct mc_act *ret_act);

#endif
