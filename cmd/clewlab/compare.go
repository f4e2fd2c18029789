package main

import (
	"fmt"
	"path/filepath"
)

// compare plays two scenarios and puts them side by side.
func compare(t *runner) error {
	a, b := t.sources[0], t.sources[1]
	t.progress.total += a.ticks() + b.ticks()
	dir, err := t.output.stage(a.name + "-vs-" + b.name)
	if err != nil {
		return err
	}
	if a.peers != nil {
		return t.comparePeers(dir)
	}
	var stories []*gameResult
	for i, s := range t.sources {
		letter := string(rune('a' + i))
		st, err := play(t.ctx, s.name, s.scenario, t.progress)
		if err != nil {
			return err
		}
		if err := t.writeLogs(dir, letter+"-", st); err != nil {
			return err
		}
		stories = append(stories, st)
	}
	distinguishNames(&stories[0].name, &stories[1].name)
	if err := t.writeResults(dir, a.scenario.Name+"  –  "+b.scenario.Name, stories...); err != nil {
		return err
	}
	if err := differences(stories, columns()).write(filepath.Join(dir, "differences.csv")); err != nil {
		return err
	}
	t.report.WriteString(differences(stories, headlineColumns()).String())
	return nil
}

// distinguishNames makes the names of two results different.
func distinguishNames(a, b *string) {
	if *a == *b {
		*a, *b = *a+" (A)", *b+" (B)"
	}
}

// pairName returns a client's name in two games.
func pairName(a, b string) string {
	if a == b {
		return a
	}
	return fmt.Sprintf("%s / %s", a, b)
}

// differences returns a table with a row for each number of each client that
// both have.
func differences(stories []*gameResult, list []column) table {
	a, b := stories[0], stories[1]
	t := table{{"client", "measure", a.name, b.name, "difference"}}
	for i := range min(len(a.scenario.Clients), len(b.scenario.Clients)) {
		name := pairName(a.client(i), b.client(i))
		ma, mb := clientStats(a, i), clientStats(b, i)
		for _, c := range list {
			va, vb := c.value(ma), c.value(mb)
			t = append(t, []string{name, c.name, c.text(va), c.text(vb), c.text(vb - va)})
		}
	}
	return t
}
