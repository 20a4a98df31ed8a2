/* The sample office: data/sample/ and the real catalogue, built into the program. */
#ifndef MC_APP_SAMPLE_H
#define MC_APP_SAMPLE_H

#include "app/exchange/exchange.h"

/* Bytes of the sample's file of this kind. */
const unsigned char *mc_sample_file(enum mc_setup_file kind, size_t *ret_len);

#endif
