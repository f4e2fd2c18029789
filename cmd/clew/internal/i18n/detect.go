package i18n

import (
	"strings"

	"golang.org/x/text/language"
)

// SystemLanguage returns the language of the system, or the closest one that Clew
// has; lookup is os.LookupEnv.
func SystemLanguage(lookup func(name string) (string, bool)) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} { // as POSIX ranks them
		if v, _ := lookup(name); v != "" {
			return MatchLanguage(v)
		}
	}
	return MatchLanguage(systemLocale())
}

// MatchLanguage returns the language closest to a locale such as "pt_BR.UTF-8" or
// "en-GB", by default English.
func MatchLanguage(locale string) string {
	locale, _, _ = strings.Cut(locale, ".") // the encoding
	locale, _, _ = strings.Cut(locale, "@") // a variant
	tag, err := language.Parse(locale)
	if err != nil {
		return English
	}
	tags := make([]language.Tag, len(langs))
	for i := range langs {
		tags[i] = langs[i].tag
	}
	_, i, _ := language.NewMatcher(tags).Match(tag)
	return langs[i].Code
}
