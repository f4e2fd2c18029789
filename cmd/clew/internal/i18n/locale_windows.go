package i18n

import "golang.org/x/sys/windows"

// systemLocale isErrno the language in which Windows speaks to the person; empty: it
// doesn't say.
func systemLocale() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
