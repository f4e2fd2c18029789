package cli

import (
	"fmt"
	"runtime"

	"clew/net/wire"
)

// version is set by .ci/dist.sh through the linker.
var version string

// Version returns the release, such as 1.2.0 or 1.2.0+5.g1a08e85, or
// "unreleased" for a program that was not built by 'make dist'.
func Version() string {
	if version == "" {
		return "unreleased"
	}
	return version
}

// VersionLine returns the output of -version: the program, its release and
// protocol, and the Go version and platform it was built with and for.
func VersionLine(program string) string {
	return fmt.Sprintf("%s %s, protocol %d, built with %s for %s/%s\n",
		program, Version(), wire.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
