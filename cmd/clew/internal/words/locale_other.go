//go:build !windows

package words

// systemLocale is empty: the environment has said what there is to say.
func systemLocale() string { return "" }
