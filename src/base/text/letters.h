/*
 * What kind of character one is: which nobody can see, which only look like Latin
 * letters, which are letters of their own although they look like a letter with a
 * mark. Pure tables over single characters; text.c makes rules of them.
 */
#ifndef MC_BASE_TEXT_LETTERS_H
#define MC_BASE_TEXT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Nobody who reads a text could tell that it is there, or what it is: controls, format
 * characters (they turn the reading direction, join, are zero wide), fillers, variation
 * selectors, tags, private and unassigned ones.
 */
bool mc_char_is_hidden(int32_t character);

bool mc_char_is_blank(int32_t character); /* any space, tab or line end */
bool mc_char_is_letter(int32_t character); /* or a digit */

/* Apostrophes of any shape, and hyphens: between two letters they stand inside a word. */
bool mc_char_is_apostrophe(int32_t character);
bool mc_char_is_hyphen(int32_t character);

/*
 * Letters typed or printed by mistake for another that looks the same, whatever stands
 * beside them: Ð (Icelandic) for Đ, ƣ for ư, the wide, bold and joined forms of Latin
 * letters. Writes the letters meant, at most MC_MEANT_MAX, and returns their number; 0
 * where there is nothing to mend.
 */
#define MC_MEANT_MAX 4
size_t mc_char_meant(int32_t character, int32_t out[MC_MEANT_MAX]);

/* A letter of the Greek or Cyrillic script; *ret_latin: the Latin letter it looks like, 0 none. */
bool mc_char_is_foreign(int32_t character, int32_t *ret_latin);

/* ASCII letters for a lower-case letter that has no decomposition (đ ø ł ı æ), or NULL. */
const char *mc_char_plain(int32_t character);

#endif
