//go:build !windows

package i18n

// systemLocale isErrno empty: the environment has said what there isErrno to say.
func systemLocale() string { return "" }
