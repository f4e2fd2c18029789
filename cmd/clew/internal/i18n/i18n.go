package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// current is the book of the language that is set.
var current atomic.Pointer[catalog]

func init() { current.Store(newCatalog(English)) }

// SetLanguage changes the language of all texts from now on, to the one with a code of
// Languages; false: there is none. What has texts built in, such as a sheet of
// widgets, must be built anew: see Edition.
func SetLanguage(code string) bool {
	if !IsLanguage(code) {
		return false
	}
	if code != Language() {
		current.Store(newCatalog(code))
	}
	return true
}

// Language is the code of the language that is set.
func Language() string { return current.Load().code }

// Revision changes whenever the language does. Whoever keeps texts can compare
// it with that of the time when the texts were made.
func Revision() int { return int(current.Load().revision) }

// T is the text with a key. A key that there is not is its own text.
func T(key string) string {
	if text, ok := current.Load().texts[key]; ok {
		return text
	}
	return key
}

// Tf is the text with a key, filled in as by fmt.Sprintf.
func Tf(key string, args ...any) string { return fmt.Sprintf(T(key), args...) }

// Appendf is F, appended to dst.
func Appendf(dst []byte, key string, args ...any) []byte { return fmt.Appendf(dst, T(key), args...) }

// FormatNumber is v with so many digits behind the decimal mark of the language.
func FormatNumber(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", T("number.mark"), 1)
}

// Tn is the text with a key in the form that goes with n things, filled in with
// n and, after it, the args: N("lobby.players", 1, 8) is "1 player of 8" where
// the text has the forms one = "%d player of %d" and other = "%d players of %d".
func Tn(key string, n int, args ...any) string {
	return fmt.Sprintf(current.Load().plural(key, n), append([]any{n}, args...)...)
}
