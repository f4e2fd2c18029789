package main

import (
	"fmt"
	"path/filepath"
)

// compare plays two scenarios, and puts them side by side.
func compare(t *task) error {
	a, b := t.sources[0], t.sources[1]
	t.total(a.scenario, b.scenario)
	dir, err := t.box.stage(a.name + "-vs-" + b.name)
	if err != nil {
		return err
	}
	var stories []*story
	for i, s := range t.sources {
		letter := string(rune('a' + i))
		st, err := play(t.ctx, s.name, s.scenario, t.progress)
		if err != nil {
			return err
		}
		if err := writeTrace(st, filepath.Join(dir, letter+"-trace.jsonl")); err != nil {
			return err
		}
		stories = append(stories, st)
	}
	nameApart(stories)
	if err := t.results(dir, a.scenario.Name+"  –  "+b.scenario.Name, stories...); err != nil {
		return err
	}
	if err := differences(stories, columns()).write(filepath.Join(dir, "differences.csv")); err != nil {
		return err
	}
	t.report.WriteString(differences(stories, headline()).String())
	return nil
}

// nameApart makes sure that one can tell the two by their names.
func nameApart(stories []*story) {
	a, b := stories[0], stories[1]
	if a.name == b.name {
		a.name, b.name = a.name+" (A)", b.name+" (B)"
	}
}

// differences has a row for each number of each client that both have.
func differences(stories []*story, list []column) table {
	a, b := stories[0], stories[1]
	t := table{{"client", "measure", a.name, b.name, "difference"}}
	for i := range min(len(a.scenario.Clients), len(b.scenario.Clients)) {
		name := a.client(i)
		if other := b.client(i); other != name {
			name = fmt.Sprintf("%s / %s", name, other)
		}
		ma, mb := measure(a, i), measure(b, i)
		for _, c := range list {
			va, vb := c.value(ma), c.value(mb)
			t = append(t, []string{name, c.name, c.text(va), c.text(vb), c.text(vb - va)})
		}
	}
	return t
}
