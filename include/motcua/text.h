/*
 * Vietnamese text. Every text that enters the program is UTF-8 and passes
 * mc_text_clean() at the door; inside it is always NFC, so bytes can be
 * compared. Widths are terminal columns (wcwidth's sense).
 */
#ifndef MOTCUA_TEXT_H
#define MOTCUA_TEXT_H

#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest text of one field, in characters and bytes, unless a field says otherwise. */
#define MC_TEXT_MAX_CHARS 1000
#define MC_TEXT_MAX_BYTES 4000

/*
 * Copies `in` (in_len bytes) into `out` as clean text: mark order repaired
 * (tilde before circumflex does not normalise by itself), NFC, outer blanks
 * cut, inner runs of blanks kept as one space. Tab, CR and LF count as blanks.
 * Letters that only look like those meant become them: Ð (Icelandic) Đ, ƣ ư, ǎ ă, wide,
 * bold and joined forms, Greek and Cyrillic ones in a word that is Latin otherwise,
 * any apostrophe between letters the ASCII one.
 *
 * MC_INVALID: not UTF-8, a character that nobody sees (control, format, filler,
 * variation selector, private, unassigned; the message gives its byte position), or longer than max_chars characters or than `size` - 1
 * bytes. Nothing is ever cut silently; `out` is then unchanged.
 */
MC_CHECKED enum mc_status mc_text_clean(const char *in, size_t in_len, size_t max_chars, char *out,
	size_t size, struct mc_error *err);

/* Nothing but spaces, of whatever kind, or nothing at all. */
bool mc_text_is_blank(const char *text);

/* An ASCII grave accent typed for the apostrophe inside a name (H`Hen) becomes one, in place. */
void mc_text_mend_accents(char *text);

/* Whether all of `len` bytes are valid UTF-8; *ret_bad_at (may be NULL) is the first bad byte. */
bool mc_utf8_valid(const char *text, size_t len, size_t *ret_bad_at);

/*
 * Decodes one character at text[*pos] (pos < len) and moves *pos behind it. An
 * invalid byte gives U+FFFD and moves by one.
 */
int32_t mc_utf8_next(const char *text, size_t len, size_t *pos);

/* Writes a character's UTF-8 (1–4 bytes, no NUL) and returns its length; 0 when not a scalar value. */
size_t mc_utf8_encode(int32_t character, char out[4]);

/* Start of the character that ends before byte `pos` (pos > 0), skipping marks with their letter. */
size_t mc_utf8_prev(const char *text, size_t pos);

/* Number of characters, and of terminal columns, of NUL-ended valid UTF-8. */
size_t mc_utf8_count(const char *text);
int mc_text_width(const char *text);
int mc_char_width(int32_t character);

/* Bytes of the longest start of `text` that is at most `columns` wide, cut between letters. */
size_t mc_text_cut(const char *text, int columns);

/*
 * The search key: NFD, marks stripped, case folded, letters without a decomposition in
 * ASCII (đ d, ø o, ł l, æ ae), an apostrophe or hyphen between two letters dropped,
 * anything else but letters and digits a single space, outer spaces cut. "Đặng Thị Ngọc
 * Ánh" → "dang thi ngoc anh", "H'Hen Niê" → "hhen nie". `out` of 3 × strlen + 1 bytes
 * always suffices; returns bytes written without the NUL, and cuts between words when
 * `size` is too small.
 */
size_t mc_text_fold(const char *text, char *out, size_t size);

/*
 * The same with what an apostrophe or hyphen joins as words of their own ("h hen nie"),
 * by which the text is to be found too; "" where nothing is joined so.
 */
size_t mc_text_fold_parts(const char *text, char *out, size_t size);

/*
 * Compares as strcmp() does, in the order of Vietnamese lists: letters of the whole text
 * (a ă â b c d đ e ê … o ô ơ … u ư …), then tones (ngang huyền hỏi ngã sắc nặng), then small
 * letters before capitals; blanks and signs before digits before letters. People stand by
 * given name, the last word, then the words before it.
 */
int mc_text_order(const char *a, const char *b);
int mc_text_order_people(const char *a, const char *b);

/*
 * Whether a clean text looks as if another program had destroyed its letters: "Nguy?n",
 * U+FFFD, "Nguyá»…n" (UTF-8 read as Windows-1252), "NguyÔn V¨n", "Nguyeãn Vaên" (typefaces
 * of before Unicode), a word of two scripts. Soft: it is to be looked at. A person's name
 * holds no question mark at all; a title may end in one.
 */
bool mc_text_is_destroyed(const char *text);
bool mc_name_is_destroyed(const char *name);

/* Whether two clean texts are the same but for capital letters; other marks are other letters. */
bool mc_text_same(const char *a, const char *b);

/* Capital letters for small ones, letter by letter; cut at `size` between letters. */
void mc_text_upper(const char *text, char *out, size_t size);

/* Upper-case letters A–Z of an ASCII label, in place; other bytes stay. */
void mc_text_upper_ascii(char *text);

#endif
