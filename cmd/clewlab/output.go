package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// outputDir keeps results in hidden folders next to their destinations until
// all are complete.
type outputDir struct {
	dir         string
	createdDirs []string // folders that were not there before, the deepest first
	staged      []staged
	published   bool
}

// staged is a result that is being written.
type staged struct{ name, temp string }

// resultFiles are the files that a result may have. A folder with any other
// file is never replaced.
var resultFiles = []string{
	"trace.jsonl", "events.txt", "a-events.txt", "b-events.txt", "a-trace.jsonl", "b-trace.jsonl", "entries.txt", "a-entries.txt", "b-entries.txt", "summary.csv", "differences.csv", "sweep.csv",
	"error.png", "error.svg", "delay.png", "delay.svg", "bytes.png", "bytes.svg",
	"packets.png", "packets.svg", "sweep.png", "sweep.svg",
}

// stage creates a folder for the result of that name and returns its path.
func (o *outputDir) stage(name string) (string, error) {
	if err := replaceable(filepath.Join(o.dir, name)); err != nil {
		return "", err
	}
	for _, s := range o.staged {
		if s.name == name {
			return "", badInputf("two scenarios are called %q; rename one of the files", name)
		}
	}
	if err := o.makeDir(); err != nil {
		return "", err
	}
	temp, err := os.MkdirTemp(o.dir, "."+name+"-*")
	if err != nil {
		return "", err
	}
	o.staged = append(o.staged, staged{name, temp})
	return temp, os.Chmod(temp, 0o755)
}

// replaceable returns an error if path is anything but a result of this
// program.
func replaceable(path string) error {
	info, err := os.Lstat(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return badInputf("%s is not a folder; choose another -out", path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !slices.Contains(resultFiles, e.Name()) {
			return badInputf("%s contains %q, which clewlab did not write; choose another -out", path, e.Name())
		}
	}
	return nil
}

// makeDir creates the folder of all results, and remembers which of its
// parents it created.
func (o *outputDir) makeDir() error {
	var missing []string
	for dir := filepath.Clean(o.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			break
		}
		missing = append(missing, dir)
	}
	o.createdDirs = append(o.createdDirs, missing...)
	return os.MkdirAll(o.dir, 0o755)
}

// publish makes all results appear.
func (o *outputDir) publish() error {
	for _, s := range o.staged {
		if err := replaceDir(s.temp, filepath.Join(o.dir, s.name)); err != nil {
			return err
		}
	}
	o.published = true
	return nil
}

// replaceDir moves the folder from to the place of the folder to, if there is
// one.
func replaceDir(from, to string) error {
	old := from + ".old"
	switch err := os.Rename(to, old); {
	case os.IsNotExist(err):
		return os.Rename(from, to)
	case err != nil:
		return err
	}
	if err := os.Rename(from, to); err != nil {
		os.Rename(old, to) // as it was
		return err
	}
	return os.RemoveAll(old)
}

// discard removes what has not been published.
func (o *outputDir) discard() {
	if o.published {
		return
	}
	for _, s := range o.staged {
		os.RemoveAll(s.temp)
	}
	for _, dir := range o.createdDirs {
		os.Remove(dir) // only if nothing is in it
	}
}

// summary says where the results are.
func (o *outputDir) summary() string {
	var b strings.Builder
	for _, s := range o.staged {
		fmt.Fprintln(&b, "wrote", filepath.Join(o.dir, s.name))
	}
	return b.String()
}
