package text

import (
	"strconv"
	"unicode/utf8"

	"clew/engine/sim"
)

// Frame appends msg and the line end that every message has on its way.
func Frame(dst, msg []byte) []byte { return append(append(dst, msg...), '\n') }

// The append functions write one field each, with its '|'.

func appendUint(dst []byte, n uint64) []byte {
	return append(strconv.AppendUint(dst, n, 10), '|')
}

func appendRune(dst []byte, r rune) []byte { return append(utf8.AppendRune(dst, r), '|') }

func appendRaw(dst []byte, s string) []byte { return append(append(dst, s...), '|') }

func appendFlag(dst []byte, v bool) []byte {
	if v {
		return append(dst, "1|"...)
	}
	return append(dst, "0|"...)
}

// appendText escapes what would end the field. Control characters would have to
// be escaped too, but no text that passed its check has any.
func appendText(dst []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; c {
		case '|':
			dst = append(dst, "%7C"...)
		case '%':
			dst = append(dst, "%25"...)
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '|')
}

// appendKeys writes the letters of keys in the order u d l r, or '-'.
func appendKeys(dst []byte, keys sim.Input) []byte {
	if keys == 0 {
		return append(dst, "-|"...)
	}
	for i := range len(letters) {
		if keys&(1<<i) != 0 {
			dst = append(dst, letters[i])
		}
	}
	return append(dst, '|')
}

// letters are those of the directions, in the order of their bits.
const letters = "udlr"

// letter returns the letter of one direction.
func letter(d sim.Input) byte {
	for i := range len(letters) {
		if d == 1<<i {
			return letters[i]
		}
	}
	return '-'
}

// direction is the inverse of letter; it returns 0 for other characters.
func direction(c byte) sim.Input {
	for i := range len(letters) {
		if c == letters[i] {
			return 1 << i
		}
	}
	return 0
}

// isNumber reports whether b is a decimal number in its shortest form.
func isNumber(b []byte) bool {
	if len(b) == 0 || len(b) > 1 && b[0] == '0' {
		return false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// parse reads a number for which isNumber is true, and reports whether it fits
// 64 bits.
func parse(b []byte) (n uint64, fits bool) {
	if len(b) > len("18446744073709551615") {
		return 0, false
	}
	for _, c := range b {
		d := uint64(c - '0')
		if n > (1<<64-1-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}

// appendUnescaped appends b with each %XX replaced by its byte. It reports
// false where a '%' is not followed by two hexadecimal digits.
func appendUnescaped(dst, b []byte) ([]byte, bool) {
	for i := 0; i < len(b); i++ {
		if b[i] != '%' {
			dst = append(dst, b[i])
			continue
		}
		if i+2 >= len(b) {
			return dst, false
		}
		high, low := hex(b[i+1]), hex(b[i+2])
		if high < 0 || low < 0 {
			return dst, false
		}
		dst = append(dst, byte(high<<4|low))
		i += 2
	}
	return dst, true
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c - 'A' + 10)
	case c >= 'a' && c <= 'f':
		return int(c - 'a' + 10)
	}
	return -1
}
