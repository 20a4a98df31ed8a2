/* The folder printer: papers as files, for practice, for proofs, and where there is no printer. */
#ifndef MC_PRINT_FOLDER_H
#define MC_PRINT_FOLDER_H

#include "paper/page.h"
#include "print/document.h"
#include <motcua/status.h>
#include <stdbool.h>

/* What a paper is called there. */
struct mc_folder_name {
	const char *day; /* "2026-11-23" */
	const char *form, *subject;
	int copy;
	bool make; /* the folder itself too, where it is not there */
};

/*
 * Writes FOLDER/DAY/FORM-SUBJECT-COPY.png (by the document's format: .pdf, .escpos)
 * and .txt, each whole or not at all and on the disk when this returns; the text
 * comes last, so that it stands for both. The same paper again is the same file again. In SUBJECT every byte but
 * letters, digits, '.', '-' and '_' is written %XX, so that two subjects never
 * share a file and none leaves the folder. Troubles as mc_render_page().
 */
MC_CHECKED enum mc_status mc_folder_write(const char *folder, const struct mc_folder_name *name,
	struct mc_page *page, const struct mc_document *document, struct mc_error *err);

#endif
