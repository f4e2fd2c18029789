// Package e2e holds tests that use Clew as people do: real clew windows on a
// virtual screen, driven by real key events, a person with a plain text
// client, and a real clewd process between them.
//
// What a window shows is judged by its pixels alone. Its pictures are kept in
// the folder that CLEW_PICTURES names, else in the test's artifact folder, which
// `go test -artifacts` keeps; each test logs where.
//
// The tests start a screen of their own, for on one that they shared another
// program's window could take the keyboard or lie on top. They need Xvfb and
// xdotool, which `make test` installs.
package e2e
