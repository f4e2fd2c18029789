// Package e2e holds tests that use Clew as people do: real clew windows on a
// virtual screen, driven by real key events, a person with a plain text
// client, and a real clewd process between them.
//
// The tests look at a window's pixels only. Screenshots go to the folder that
// CLEW_PICTURES names, or else to the test's artifact folder, which
// `go test -artifacts` keeps; each test logs where.
//
// The tests start their own virtual screen: on a shared one, another program's
// window could take the keyboard or cover theirs. They need Xvfb and xdotool,
// which `make test` installs.
package e2e
