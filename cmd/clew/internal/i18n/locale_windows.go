package i18n

import "golang.org/x/sys/windows"

// systemLocale returns the locale of the system beyond the environment, or "".
func systemLocale() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
