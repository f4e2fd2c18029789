// Package importlaw tests the structure and the language of the whole module.
// It has only tests.
//
// Its table (table_test.go) says which packages there are and which others each
// may import; the architecture pages engine/README.md, net/README.md and
// cmd/README.md show it, and `go test -update` writes it there. The tests check,
// in this order:
//
//   - Every package has a rule, which is a row of the table.
//   - A package imports, of this module, only packages that its rule names, and
//     what those may import themselves: the types of a lower package are part of
//     the language of the one above. Siblings don't import each other unless a
//     rule says so. Packages for tests are imported by tests only.
//   - Of other modules it imports only those that its rule names.
//   - engine never reaches std net, our net or Ebitengine, through any number of
//     imports, and never imports time, os, sync, randomness or math directly.
//     It has no floats.
//   - Only packages under cmd/clew reach Ebitengine or oto: importing either
//     fails without a display or sound library.
//   - Nothing but tests, and packages for them, imports testing.
//   - Tests that reach netsim, by any number of imports, reach netsimtest too.
//   - Packages that are sans I/O start no goroutine and read no clock.
//   - No package is named like one of the standard library, and the folder net
//     has no Go files.
//   - The top level holds exactly what is on its list.
//
// Tests are freer in what they import, because packages meet in them: engine's
// tests stay in engine, assets and levels; those of net may use any package of
// engine and net, netsim above all; those under cmd use anything, but only
// cmd/clew's reach cmd/clew or Ebitengine. Every test may use rapid and goleak.
//
// Of the language they check that few function comments say what a function is
// rather than what it does, that log keys are snake_case, and that words which
// were replaced (words_test.go) don't come back.
package importlaw
