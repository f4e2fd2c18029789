// Package rigtest makes the games of package rig strict in the tests that import
// it: a game panics when it breaks what it promises of the picture. Package
// importlaw holds that all tests that can reach a rig do.
package rigtest

import "clew/net/rig"

func init() { rig.EnableChecks() }
