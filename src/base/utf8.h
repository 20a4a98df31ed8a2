/* Parts of the text functions that only base needs; the others are in <motcua/text.h>. */
#ifndef MC_BASE_UTF8_H
#define MC_BASE_UTF8_H

#include <motcua/text.h>

/*
 * Longest start of `text` (len bytes, any bytes) that is at most `max` bytes
 * and parts neither a character nor a letter from its marks.
 */
size_t mc_utf8_fit(const char *text, size_t len, size_t max);

/* A combining mark: belongs to the letter before it. */
bool mc_char_is_mark(int32_t character);

#endif
