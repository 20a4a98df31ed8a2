/* A picture as PNG, black on white, for looking at and for the folder of papers. */
#ifndef MC_PRINT_PNG_H
#define MC_PRINT_PNG_H

#include "base/str.h"
#include "print/draw/bitmap.h"

/* Appends the file's bytes; `margin` dots of white stand round the picture. */
void mc_png_encode(const struct mc_bitmap *bitmap, int margin, struct mc_str *out);

#endif
