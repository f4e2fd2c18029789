// Package netsimtest turns on the checks of package netsim in the tests that
// import it: a game panics when a client shows its own player moving against
// its keys. Package importlaw checks that every test that can reach netsim
// imports it.
package netsimtest

import "clew/net/netsim"

func init() { netsim.EnableChecks() }
