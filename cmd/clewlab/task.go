package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"clew/net/rig/scenario"
)

// task is one run of the program.
type task struct {
	ctx      context.Context
	opts     *options
	sources  []source
	box      *outbox
	progress *progress
	report   strings.Builder // for stdout, at the end
}

// total says how many ticks there are to play in all.
func (t *task) total(games ...*scenario.Scenario) {
	for _, s := range games {
		t.progress.total += s.Ticks
	}
}

// runAll plays each scenario, and gives each its results.
func runAll(t *task) error {
	for _, s := range t.sources {
		t.total(s.scenario)
	}
	for _, s := range t.sources {
		dir, err := t.box.stage(s.name)
		if err != nil {
			return err
		}
		st, err := play(t.ctx, s.name, s.scenario, t.progress)
		if err != nil {
			return err
		}
		if err := writeTrace(st, filepath.Join(dir, "trace.jsonl")); err != nil {
			return err
		}
		if err := t.results(dir, st.scenario.Name, st); err != nil {
			return err
		}
		t.report.WriteString(st.scenario.Name + "\n" + headlines(st))
	}
	return nil
}

// results writes what is made of the stories together.
func (t *task) results(dir, title string, stories ...*story) error {
	if err := summary(stories).write(filepath.Join(dir, "summary.csv")); err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		*figure
	}{
		{"error", errorFigure(title, stories)},
		{"delay", delayFigure(title, stories)},
		{"bytes", bytesFigure(title, stories)},
		{"packets", packetFigure(title, stories, t.opts.window)},
	} {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := f.save(filepath.Join(dir, f.name)); err != nil {
			return err
		}
	}
	return nil
}

// writeTrace writes all that happened.
func writeTrace(s *story, path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := s.trace.Write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
