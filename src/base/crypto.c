/* libsodium, behind crypto.h. A system without a random source can't be worked on: the process ends. */
#include "base/crypto.h"
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

/* Slow enough for a guesser, and within the memory of a screen. */
#define PIN_ROUNDS 6
#define PIN_MEMORY (8u << 20)

static_assert(crypto_pwhash_STRBYTES <= MC_PIN_HASH_SIZE, "a hash has room");

void mc_pin_hash(const char *pin, char out[MC_PIN_HASH_SIZE]) {
	ready();
	int result = crypto_pwhash_str(out, pin, strlen(pin), PIN_ROUNDS, PIN_MEMORY);
	assert(result == 0); /* out of memory ends the process */
	(void)result;
}

bool mc_pin_fits(const char *hash, const char *pin) {
	ready();
	return mc_is_pin_hash(hash) && crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
}

bool mc_is_pin_hash(const char *text) {
	const char *prefix = crypto_pwhash_STRPREFIX;
	return strncmp(text, prefix, strlen(prefix)) == 0 && strlen(text) < MC_PIN_HASH_SIZE;
}

void mc_wipe(void *data, size_t len) {
	sodium_memzero(data, len);
}
