package files

import (
	"errors"
	"io/fs"
	"slices"
	"testing"
)

// fakeFS is a disk that remembers what was done to it, and of which one can say
// in which states a loss of power may leave it: a file whose content was not
// forced to the disk may have any part of it, and a name that was not may be
// there or not. It fails at a step, if it is told to.
type fakeFS struct {
	steps  []string
	failAt int // the step that fails, from 1 on; 0: none

	files    map[string]*fakeFile     // as a program sees them
	possible map[string][]*fakeFile   // what each name may stand for after a loss of power …
	states   []map[string][]*fakeFile // … before each step
}

// fakeFile is a file. After a loss of power it has the first solid bytes, or more.
type fakeFile struct {
	fs      *fakeFS
	name    string
	content string
	synced  int
}

var errDisk = errors.New("the disk fails")

func newFakeFS(path, old string) *fakeFS {
	s := &fakeFile{name: path, content: old, synced: len(old)}
	return &fakeFS{files: map[string]*fakeFile{path: s}, possible: map[string][]*fakeFile{path: {s}}}
}

// step takes note of one, and of what there may be after a loss of power just
// before it.
func (p *fakeFS) step(name string) error {
	p.steps = append(p.steps, name)
	frozen := map[string][]*fakeFile{}
	for name, sheets := range p.possible {
		for _, s := range sheets {
			was := *s
			frozen[name] = append(frozen[name], &was)
		}
	}
	p.states = append(p.states, frozen)
	if len(p.steps) == p.failAt {
		return errDisk
	}
	return nil
}

func (p *fakeFS) create(path string, _ fs.FileMode) (tempFile, error) {
	s := &fakeFile{fs: p, name: path + ".1" + tempSuffix}
	if err := p.step("create"); err != nil {
		return nil, err
	}
	p.files[s.name] = s
	return s, nil
}

func (s *fakeFile) Name() string { return s.name }

func (s *fakeFile) Write(b []byte) (int, error) {
	if err := s.fs.step("write"); err != nil {
		s.content = string(b[:len(b)/2])
		return len(b) / 2, err
	}
	s.content = string(b)
	return len(b), nil
}

func (s *fakeFile) Sync() error {
	if err := s.fs.step("sync"); err != nil {
		return err
	}
	s.synced = len(s.content)
	return nil
}

func (s *fakeFile) Close() error { return s.fs.step("close") }

func (p *fakeFS) rename(from, to string) error {
	if err := p.step("rename"); err != nil {
		return err
	}
	p.files[to] = p.files[from]
	delete(p.files, from)
	p.possible[to] = append(p.possible[to], p.files[to])
	return nil
}

func (p *fakeFS) remove(path string) error {
	delete(p.files, path)
	return nil
}

func (p *fakeFS) syncDir(string) error {
	if err := p.step("flush"); err != nil {
		return err
	}
	for name, s := range p.files {
		p.possible[name] = []*fakeFile{s}
	}
	return nil
}

// Whichever step is the last before the power is gone, the name stands for the
// whole old file or for the whole new one, and after the last step for the new
// one.
func TestPowerLoss(t *testing.T) {
	p := newFakeFS("file", "old")
	if err := replaceFile(p, "file", []byte("new content"), 0o600); err != nil {
		t.Fatal(err)
	}
	if want := []string{"create", "write", "sync", "close", "rename", "flush"}; !slices.Equal(p.steps, want) {
		t.Errorf("steps %v, want %v", p.steps, want)
	}
	p.step("the end")
	for i, state := range p.states {
		for _, s := range state["file"] {
			if s.content != "old" && (s.content != "new content" || s.synced < len(s.content)) {
				t.Errorf("the power is gone before %q: the file may be %q", p.steps[i], s.content[:s.synced])
			}
		}
	}
	last := p.states[len(p.states)-1]["file"]
	if len(last) != 1 || last[0].content != "new content" {
		t.Errorf("after the last step the new file is not safe: %d files have the name", len(last))
	}
}

// A step that fails is told, leaves the old file (or, when it is the last one,
// the new one), and nothing else lying about.
func TestFailingSteps(t *testing.T) {
	for n := 1; n <= 6; n++ {
		p := newFakeFS("file", "old")
		p.failAt = n
		err := replaceFile(p, "file", []byte("new content"), 0o600)
		want := "old"
		if n == 6 {
			want = "new content"
		}
		if got := p.files["file"].content; !errors.Is(err, errDisk) || got != want || len(p.files) != 1 {
			t.Errorf("step %d, %s: %v, the file is %q, and there are %d files", n, p.steps[n-1], err, got, len(p.files))
		}
	}
}
