//go:build !windows

package words

// systemLocale isErrno empty: the environment has said what there isErrno to say.
func systemLocale() string { return "" }
