package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
)

// current is the catalog of the current language.
var current atomic.Pointer[catalog]

func init() { current.Store(newCatalog(English)) }

// SetLanguage sets the language of all texts and reports whether it exists.
// Widgets built with texts must be rebuilt, see Revision.
func SetLanguage(code string) bool {
	if !IsLanguage(code) {
		return false
	}
	if code != Language() {
		current.Store(newCatalog(code))
	}
	return true
}

// Language returns the code of the current language.
func Language() string { return current.Load().code }

// Revision returns a number that changes with the language. A cache of texts can
// compare it.
func Revision() int { return int(current.Load().revision) }

// T returns the text for a key, or the key if there is none.
func T(key string) string {
	if text, ok := current.Load().texts[key]; ok {
		return text
	}
	return key
}

// Tf returns the text for a key, formatted as by fmt.Sprintf.
func Tf(key string, args ...any) string { return fmt.Sprintf(T(key), args...) }

// Appendf appends the text for a key, formatted, to dst.
func Appendf(dst []byte, key string, args ...any) []byte { return fmt.Appendf(dst, T(key), args...) }

// FormatNumber formats v with so many decimals and the language's decimal mark.
func FormatNumber(v float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', digits, 64), ".", T("number.mark"), 1)
}

// Tn returns the text for a key in the plural form for n, formatted with n and
// args: Tn("lobby.players", 1, 8) is "1 player of 8" if the text has the forms
// one = "%d player of %d" and other = "%d players of %d".
func Tn(key string, n int, args ...any) string {
	return fmt.Sprintf(current.Load().plural(key, n), append([]any{n}, args...)...)
}
