/*
 * Translations. English is the source; the catalogue of Vietnamese is compiled
 * from po/vi.po and built into the program, so that a kiosk can never lose its
 * language. The language is a parameter, not a property of the process: kiosk
 * and papers switch language within one process.
 */
#ifndef MC_BASE_TR_H
#define MC_BASE_TR_H

#include <motcua/status.h>
#include <stddef.h>
#include <stdint.h>

enum mc_lang { MC_LANG_VI, MC_LANG_EN };

/* "vi…" and "en…" of --lang or a locale; anything else is Vietnamese. */
enum mc_lang mc_lang_of(const char *name);
const char *mc_lang_name(enum mc_lang lang); /* "vi", "en": as --lang takes it */

/* That of the process by POSIX: LC_ALL, LC_MESSAGES, LANG, the first that is set. */
enum mc_lang mc_lang_environment(void);

/* The text in `lang`, or `english` itself where the catalogue has none. Static; never freed. */
const char *mc_tr(enum mc_lang lang, const char *english);

/* As mc_tr(), of a sentence with a number: English has another one for 1. */
const char *mc_tr_count(enum mc_lang lang, const char *one, const char *many, int64_t count);

/*
 * The error as a sentence in `lang`, into out (always NUL-ended, cut between
 * letters). A translation may reorder its arguments with %2$s.
 */
void mc_error_text(enum mc_lang lang, const struct mc_error *err, char *out, size_t size);

/*
 * The translation in a GNU .mo file of `size` bytes, either byte order; NULL
 * where it has none or the file is damaged. Points into `catalogue`.
 */
const char *mc_catalogue_find(const unsigned char *catalogue, size_t size, const char *english);

#endif
