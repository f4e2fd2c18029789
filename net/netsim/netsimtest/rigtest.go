// Package netsimtest makes the games of package netsim strict in the tests that import
// it: a game panics when it breaks what it promises of the picture. Package
// importlaw holds that all tests that can reach a rig do.
package netsimtest

import "clew/net/netsim"

func init() { netsim.EnableChecks() }
