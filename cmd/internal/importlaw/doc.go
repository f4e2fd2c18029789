// Package importlaw holds the plan of the house: which package there is, and
// which other packages each may import. It has only tests. Its table
// (table_test.go) is the one of the design, and `go test` compares the code
// with it, so that an arrow that was never drawn can't slip in.
//
// The law, in the order in which it is checked:
//
//   - Every package has a room, which is a row of the table.
//   - A package imports, of this module, only rooms that its row names, and
//     what those may import themselves: a lower room's types are part of the
//     language of the one above. Siblings are strangers unless a row says so.
//     Rooms for tests are imported by tests only.
//   - Of other modules it imports only those that its row names.
//   - engine never reaches std net, our net or Ebitengine, through any number of
//     imports, and never imports time, os, sync, randomness or math directly.
//     It has no floats.
//   - Only what stands under cmd/clew reaches Ebitengine or oto: importing
//     either fails where there is no display or sound library.
//   - Nothing but tests, and rooms for them, imports testing.
//   - Tests that reach a rig, by any number of imports, reach netsimtest too.
//   - Rooms that are sans I/O start no goroutine and read no clock.
//   - No package is named like one of the standard library, and the folder net
//     has no Go files.
//   - The top level holds exactly what is on its list.
//
// Tests have a looser law, because a test is where rooms may meet: engine's
// tests stay in engine, assets and levels; those of net may use any room of
// engine and net, the rig above all; those under cmd use anything, but only
// cmd/clew's reach cmd/clew or Ebitengine. Every test may use rapid and goleak.
package importlaw
