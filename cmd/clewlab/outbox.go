package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// outbox keeps results hidden beside where they are to appear, until all are
// complete.
type outbox struct {
	dir    string
	made   []string // folders that were not there before, the deepest first
	staged []staged
	done   bool
}

// staged is a result that is being written.
type staged struct{ name, temp string }

// ours are the files that a result may have. A folder with any other in it is
// never replaced.
var ours = []string{
	"trace.jsonl", "a-trace.jsonl", "b-trace.jsonl", "summary.csv", "differences.csv", "sweep.csv",
	"error.png", "error.svg", "delay.png", "delay.svg", "bytes.png", "bytes.svg",
	"packets.png", "packets.svg", "sweep.png", "sweep.svg",
}

// stage makes a folder for the result of a name, and returns its path.
func (o *outbox) stage(name string) (string, error) {
	if err := replaceable(filepath.Join(o.dir, name)); err != nil {
		return "", err
	}
	for _, s := range o.staged {
		if s.name == name {
			return "", bad("two scenarios are called %q; give one of the files another name", name)
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

// replaceable refuses whatever is no result of this program.
func replaceable(path string) error {
	info, err := os.Lstat(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return bad("%s is no folder; name another -out", path)
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !slices.Contains(ours, e.Name()) {
			return bad("%s has %q in it, which clewlab did not write; name another -out", path, e.Name())
		}
	}
	return nil
}

// makeDir makes the folder of all results, and takes note of what was missing.
func (o *outbox) makeDir() error {
	var missing []string
	for dir := filepath.Clean(o.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			break
		}
		missing = append(missing, dir)
	}
	o.made = append(o.made, missing...)
	return os.MkdirAll(o.dir, 0o755)
}

// publish lets all results appear.
func (o *outbox) publish() error {
	for _, s := range o.staged {
		if err := swap(s.temp, filepath.Join(o.dir, s.name)); err != nil {
			return err
		}
	}
	o.done = true
	return nil
}

// swap puts the folder from where the folder to may be.
func swap(from, to string) error {
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

// discard removes what has not appeared.
func (o *outbox) discard() {
	if o.done {
		return
	}
	for _, s := range o.staged {
		os.RemoveAll(s.temp)
	}
	for _, dir := range o.made {
		os.Remove(dir) // only if nothing is in it
	}
}

// where tells where the results are.
func (o *outbox) where() string {
	var b strings.Builder
	for _, s := range o.staged {
		fmt.Fprintln(&b, "wrote", filepath.Join(o.dir, s.name))
	}
	return b.String()
}
