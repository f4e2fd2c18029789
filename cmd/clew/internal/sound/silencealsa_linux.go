//go:build linux && cgo && !android

package sound

// #cgo pkg-config: alsa
// #include <alsa/asoundlib.h>
//
// static void say_nothing(const char *file, int line, const char *function, int err, const char *fmt, ...) {}
//
// static void silenceALSA(void) { snd_lib_error_set_handler(say_nothing); }
import "C"

// silenceALSA stops ALSA from printing about each device that it does not find.
// Oto returns the same as an error.
func silenceALSA() { C.silenceALSA() }
