/*
 * A page as plain UTF-8 text in a monospaced face: previews on screens, golden
 * tests, `motcua paper show --as text`.
 *
 * Every line is at most page->columns wide (terminal columns) and has no blanks
 * at its end; each ends with '\n'. Big letters keep their room but are written
 * at normal size, so that the text can still be searched: letters of three
 * times and more stand in a box as large as they will be on paper. Bold,
 * underline and inverse are not shown. A QR is its content in brackets,
 * "[QR TTHC1|…]", a bar code "[|||| …]", a cut a line of "- - -".
 */
#ifndef MC_PAPER_AS_TEXT_H
#define MC_PAPER_AS_TEXT_H

#include "base/str.h"
#include "paper/page.h"

/* Appends the page's text to *out. */
void mc_page_as_text(const struct mc_page *page, struct mc_str *out);

#endif
