package eventlog

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"clew/cmd/internal/lab/scenario"
)

var bless = flag.Bool("bless", false, "write the sums of today's traces to testdata/traces.sum")

// A scenario gives the same trace, byte for byte, on every machine: the sums of
// those that come with the game, and of one for each cause, are kept. The check
// runs on other word sizes, too.
func TestTraces(t *testing.T) {
	all := map[string]*scenario.Scenario{}
	for cause, s := range scenarios(t) {
		all["cause/"+string(cause)] = s
	}
	for _, name := range scenario.Examples() {
		src, err := scenario.Example(name)
		if err != nil {
			t.Fatal(err)
		}
		if all["example/"+name], err = scenario.Parse(src, name); err != nil {
			t.Fatal(err)
		}
	}
	var sums strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		g, err := all[name].Game(loadLevel)
		if err != nil {
			t.Fatal(err)
		}
		tr := NewTracer(g, g.Simulation)
		tr.Run(all[name].Ticks)
		sum := sha256.New()
		if err := tr.Write(sum); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sum.Sum(nil), name)
	}
	const path = "testdata/traces.sum"
	if *bless {
		if err := os.WriteFile(path, []byte(sums.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := sums.String(); got != string(want) {
		t.Errorf("the traces are not those that are kept; where the game is meant to have changed, -bless keeps the new ones\ngot\n%swant\n%s", got, want)
	}
}
