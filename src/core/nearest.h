/* Words that are near to one that was typed wrong. */
#ifndef MC_CORE_NEAREST_H
#define MC_CORE_NEAREST_H

#define MC_WORD_FAR 99 /* no distance: a word of 64 bytes or more */

/* Edits between two words (bytes); exchanging two neighbours is one. */
int mc_word_distance(const char *a, const char *b);

/* The same for codes, of which a digit or two lost at the end is one edit; up to 1 is near. */
int mc_code_distance(const char *typed, const char *code);

#endif
