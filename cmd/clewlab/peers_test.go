package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tinyPeers is a short game without a server, in which one is lost and the others
// agree by a wrong rule.
const tinyPeers = `name = "Tiny peers"
mode = "peers"
level = "first-thread"
seed = 3
ticks = 420
agree = "min"
links = { latency = "30ms" }
[[client]]
name = "Ann"
input = "bot:1"
[[client]]
name = "Bob"
input = "bot:2"
[[client]]
name = "Cy"
input = "bot:3"
[[cut]]
sides = ["Bob", "Cy"]
at = 240
ticks = 180
[[cut]]
sides = ["Ann", "Cy"]
at = 248
ticks = 172
`

// A game without a server is summed up by peer, and it says where two games part. The
// same scenario gives the same bytes.
func TestRunPeers(t *testing.T) {
	out := t.TempDir()
	wrong := file(t, "wrong.toml", tinyPeers)
	right := file(t, "right.toml", strings.Replace(tinyPeers, `"min"`, `"cut"`, 1))
	again := file(t, "again.toml", tinyPeers)
	printed := mustRun(t, "run", wrong, right, again, "-out", out)
	for _, want := range []string{"Tiny peers\n", "rollbacks", "Ann and Bob part: they have settled different games in tick 2", "no two peers part: all "} {
		if !strings.Contains(printed, want) {
			t.Errorf("no %q in\n%s", want, printed)
		}
	}
	read := func(name, file string) string { return string(contents(t, filepath.Join(out, name, file))) }
	if got := listing(t, filepath.Join(out, "wrong")); !slices.Equal(got, []string{"events.txt", "summary.csv"}) {
		t.Errorf("it writes %q", got)
	}
	events := read("wrong", "events.txt")
	for _, want := range []string{"240\tBob and Cy are cut apart for 180 ticks\n", "\tCy entered: ", "\tAnn and Bob part: "} {
		if !strings.Contains(events, want) {
			t.Errorf("no %q in\n%s", want, events)
		}
	}
	if events := read("right", "events.txt"); strings.Contains(events, " part: ") {
		t.Errorf("with the right rule\n%s", events)
	}
	if read("again", "events.txt") != events {
		t.Error("the same scenario gives other events")
	}
	printed = mustRun(t, "compare", wrong, right, "-out", out)
	for _, want := range []string{"Ann", "ticks played again", "wrong: Ann and Bob part", "right: no two peers part"} {
		if !strings.Contains(printed, want) {
			t.Errorf("no %q in\n%s", want, printed)
		}
	}
	if got := listing(t, filepath.Join(out, "wrong-vs-right")); !slices.Equal(got, []string{"a-events.txt", "b-events.txt", "differences.csv", "summary.csv"}) {
		t.Errorf("compare writes %q", got)
	}
	if read("wrong-vs-right", "a-events.txt") != events {
		t.Error("compare gives other events")
	}
	differences := rows(t, filepath.Join(out, "wrong-vs-right", "differences.csv"))
	if len(differences) != 1+3*len(peerColumns) || cell(t, differences, 1, "wrong") == "" {
		t.Errorf("%q", differences)
	}
	table := rows(t, filepath.Join(out, "right", "summary.csv"))
	if len(table) != 4 || cell(t, table, 1, "members") != "2" || cell(t, table, 1, "state") != "playing" || cell(t, table, 3, "rollbacks") == "0" {
		t.Errorf("%q", table)
	}
	mustRun(t, "run", wrong, "-level", "cloister", "-out", out) // replaces the result
	if read("wrong", "events.txt") == "" {
		t.Error("on another level nothing happens")
	}
}
