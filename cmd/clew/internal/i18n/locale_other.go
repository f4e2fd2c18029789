//go:build !windows

package i18n

// systemLocale returns the locale of the system beyond the environment, or "".
func systemLocale() string { return "" }
