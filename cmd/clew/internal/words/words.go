package words

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// current is the book of the language that is set.
var current atomic.Pointer[book]

func init() { current.Store(open(English)) }

// Set changes the language of all texts from now on, to the one with a code of
// Languages; false: there is none. What has texts built in, such as a sheet of
// widgets, must be built anew: see Edition.
func Set(code string) bool {
	if !Known(code) {
		return false
	}
	if code != Language() {
		current.Store(open(code))
	}
	return true
}

// Language is the code of the language that is set.
func Language() string { return current.Load().code }

// Edition changes whenever the language does. Whoever keeps texts can compare
// it with that of the time when the texts were made.
func Edition() int { return int(current.Load().edition) }

// T is the text with a key. A key that there is not is its own text.
func T(key string) string {
	if text, ok := current.Load().texts[key]; ok {
		return text
	}
	return key
}

// F is the text with a key, filled in as by fmt.Sprintf.
func F(key string, args ...any) string { return fmt.Sprintf(T(key), args...) }

// Append is F, appended to dst.
func Append(dst []byte, key string, args ...any) []byte { return fmt.Appendf(dst, T(key), args...) }

// Number is v with so many digits behind the decimal mark of the language.
func Number(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", T("number.mark"), 1)
}

// N is the text with a key in the form that goes with n things, filled in with
// n and, after it, the args: N("lobby.players", 1, 8) is "1 player of 8" where
// the text has the forms one = "%d player of %d" and other = "%d players of %d".
func N(key string, n int, args ...any) string {
	return fmt.Sprintf(current.Load().form(key, n), append([]any{n}, args...)...)
}
