// Package startup parses the arguments and reports a missing display.
//
// Without a display, Ebitengine panics while the program is still being
// initialised. This package gets there first: its init function answers -h,
// -version and wrong flags, or explains the problem, and exits. Packages are
// initialised in the order of their paths, each after its imports, so this works
// as long as this package imports nothing that sorts behind Ebitengine. A test
// runs the program without a display. For the same reason nothing here, nor in
// what it imports, may need a display.
package startup
