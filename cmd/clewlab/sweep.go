package main

import "path/filepath"

// sweepPoint is one game of a sweep.
type sweepPoint struct {
	variant
	*stats
}

// sweep plays a scenario with each combination of the parameters' values.
func sweep(t *runner) error {
	s := t.sources[0]
	variants, err := t.opts.sets.variants(s.scenario)
	if err != nil {
		return err
	}
	for _, v := range variants {
		t.progress.total += v.scenario.Ticks
	}
	dir, err := t.output.stage(s.name + "-sweep")
	if err != nil {
		return err
	}
	var points []sweepPoint
	for _, v := range variants {
		st, err := play(t.ctx, s.name, v.scenario, t.progress)
		if err != nil {
			return err
		}
		points = append(points, sweepPoint{v, totalStats(st)})
	}
	if err := t.opts.sets.table(points, columns()).write(filepath.Join(dir, "sweep.csv")); err != nil {
		return err
	}
	t.report.WriteString(s.scenario.Name + ", all clients combined\n")
	t.report.WriteString(t.opts.sets.table(points, headlineColumns()).String())
	return sweepFigure(s.scenario.Name, t.opts.sets, points).save(filepath.Join(dir, "sweep"))
}

// table returns a table with a row for each game.
func (s sweepParams) table(points []sweepPoint, list []column) table {
	var head []string
	for _, setting := range s {
		head = append(head, setting.param.title())
	}
	t := table{append(head, columnNames(list)...)}
	for _, p := range points {
		var row []string
		for i, setting := range s {
			row = append(row, setting.param.cell(p.values[i]))
		}
		t = append(t, append(row, columnTexts(list, p.stats)...))
	}
	return t
}
