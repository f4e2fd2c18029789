package main

import (
	"path/filepath"
	"strconv"
)

// point is one game of a sweep.
type point struct {
	variant
	*measures
}

// sweep plays a scenario with each combination of the settings.
func sweep(t *task) error {
	s := t.sources[0]
	variants, err := t.opts.sets.variants(s.scenario)
	if err != nil {
		return err
	}
	for _, v := range variants {
		t.total(v.scenario)
	}
	dir, err := t.box.stage(s.name + "-sweep")
	if err != nil {
		return err
	}
	var points []point
	for _, v := range variants {
		st, err := play(t.ctx, s.name, v.scenario, t.progress)
		if err != nil {
			return err
		}
		points = append(points, point{v, measureAll(st)})
	}
	if err := t.opts.sets.table(points, columns()).write(filepath.Join(dir, "sweep.csv")); err != nil {
		return err
	}
	t.report.WriteString(s.scenario.Name + ", all clients together\n")
	t.report.WriteString(t.opts.sets.table(points, headline()).String())
	return sweepFigure(s.scenario.Name, t.opts.sets, points).save(filepath.Join(dir, "sweep"))
}

// table has a row for each point of a sweep.
func (s settings) table(points []point, list []column) table {
	var head []string
	for _, setting := range s {
		head = append(head, setting.knob.title())
	}
	t := table{append(head, names(list)...)}
	for _, p := range points {
		var row []string
		for i, setting := range s {
			row = append(row, strconv.FormatFloat(setting.knob.number(p.values[i]), 'f', -1, 64))
		}
		t = append(t, append(row, texts(list, p.measures)...))
	}
	return t
}
