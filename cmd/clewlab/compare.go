package main

import (
	"fmt"
	"path/filepath"
)

// compare plays two scenarios and puts them side by side.
func compare(t *runner) error {
	a, b := t.sources[0], t.sources[1]
	t.addTicks(a.scenario, b.scenario)
	dir, err := t.output.stage(a.name + "-vs-" + b.name)
	if err != nil {
		return err
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
	distinguishNames(stories)
	if err := t.writeResults(dir, a.scenario.Name+"  –  "+b.scenario.Name, stories...); err != nil {
		return err
	}
	if err := differences(stories, columns()).write(filepath.Join(dir, "differences.csv")); err != nil {
		return err
	}
	t.report.WriteString(differences(stories, headlineColumns()).String())
	return nil
}

// distinguishNames makes the names of the two different.
func distinguishNames(stories []*gameResult) {
	a, b := stories[0], stories[1]
	if a.name == b.name {
		a.name, b.name = a.name+" (A)", b.name+" (B)"
	}
}

// differences returns a table with a row for each number of each client that
// both have.
func differences(stories []*gameResult, list []column) table {
	a, b := stories[0], stories[1]
	t := table{{"client", "measure", a.name, b.name, "difference"}}
	for i := range min(len(a.scenario.Clients), len(b.scenario.Clients)) {
		name := a.client(i)
		if other := b.client(i); other != name {
			name = fmt.Sprintf("%s / %s", name, other)
		}
		ma, mb := clientStats(a, i), clientStats(b, i)
		for _, c := range list {
			va, vb := c.value(ma), c.value(mb)
			t = append(t, []string{name, c.name, c.text(va), c.text(vb), c.text(vb - va)})
		}
	}
	return t
}
