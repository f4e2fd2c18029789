package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// runner is one run of the program.
type runner struct {
	ctx      context.Context
	opts     *options
	sources  []source
	output   *outputDir
	progress *progress
	report   strings.Builder // for stdout, at the end
}

// runAll plays each scenario and writes its results.
func runAll(t *runner) error {
	for _, s := range t.sources {
		t.progress.total += s.ticks()
	}
	for _, s := range t.sources {
		dir, err := t.output.stage(s.name)
		if err != nil {
			return err
		}
		if s.peers != nil {
			if err := t.runPeers(dir, s); err != nil {
				return err
			}
			continue
		}
		st, err := play(t.ctx, s.name, s.scenario, t.progress)
		if err != nil {
			return err
		}
		if err := t.writeLogs(dir, "", st); err != nil {
			return err
		}
		if err := t.writeResults(dir, st.scenario.Name, st); err != nil {
			return err
		}
		t.report.WriteString(st.scenario.Name + "\n" + headlineTable(st))
	}
	return nil
}

// writeResults writes tables and figures about one or more results.
func (t *runner) writeResults(dir, title string, stories ...*gameResult) error {
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

// writeLogs writes the trace of a game and, if they are asked for, its entries, to
// files whose names begin with prefix.
func (t *runner) writeLogs(dir, prefix string, s *gameResult) error {
	err := writeLog(filepath.Join(dir, prefix+"trace.jsonl"), s.trace.Write)
	if err == nil && t.opts.entries {
		err = writeLog(filepath.Join(dir, prefix+"entries.txt"), s.trace.WriteEntries)
	}
	return err
}

// writeLog creates a file and writes a log to it.
func writeLog(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
