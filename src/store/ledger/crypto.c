/* libsodium, behind crypto.h. A system without a random source can't be worked on: the process ends. */
#include "store/ledger/crypto.h"
#include <assert.h>
#include <sodium.h>
#include <string.h>

static void ready(void) {
	int result = sodium_init(); /* cheap and safe to call again, from any thread */
	assert(result >= 0);
	(void)result;
}

void mc_random(void *out, size_t size) {
	ready();
	randombytes_buf(out, size);
}

void mc_hash(const void *data, size_t len, void *out, size_t size) {
	ready();
	int result = crypto_generichash(out, size, data, len, NULL, 0);
	assert(result == 0);
	(void)result;
}

void mc_sign_keys(uint8_t public_key[MC_PUBLIC_KEY_SIZE], uint8_t secret_key[MC_SECRET_KEY_SIZE]) {
	ready();
	crypto_sign_keypair(public_key, secret_key);
}

void mc_sign(const void *data, size_t len, const uint8_t secret_key[MC_SECRET_KEY_SIZE],
	uint8_t signature[MC_SIGNATURE_SIZE]) {
	ready();
	crypto_sign_detached(signature, NULL, data, len, secret_key);
}

bool mc_sign_verify(const void *data, size_t len, const uint8_t public_key[MC_PUBLIC_KEY_SIZE],
	const uint8_t signature[MC_SIGNATURE_SIZE]) {
	ready();
	return crypto_sign_verify_detached(signature, data, len, public_key) == 0;
}

void mc_hex(const void *data, size_t len, char *out) {
	sodium_bin2hex(out, 2 * len + 1, data, len);
}

bool mc_unhex(const char *text, void *out, size_t len) {
	size_t got = 0;
	return text && strlen(text) == 2 * len &&
	       sodium_hex2bin(out, len, text, 2 * len, NULL, &got, NULL) == 0 && got == len;
}

void mc_wipe(void *data, size_t len) {
	sodium_memzero(data, len);
}
