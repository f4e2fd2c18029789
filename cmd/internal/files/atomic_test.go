package files

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clew/cmd/internal/clitest"
)

func TestMain(m *testing.M) {
	clitest.RunWriter(func(path string, n int) error { return WriteAtomic(path, writeNumbered(n), 0o600) })
	os.Exit(m.Run())
}

// writeNumbered returns the content of the n-th write: long enough to be cut
// off, and of varying length.
func writeNumbered(n int) []byte {
	return bytes.Repeat(fmt.Appendf(nil, "page %08d\n", n), 5000+n%7*1000)
}

// numberedContent returns which write left this content, or an error if none
// did.
func numberedContent(content []byte) (n int, err error) {
	if _, err := fmt.Sscanf(string(content[:min(len(content), 14)]), "page %d", &n); err != nil {
		return 0, fmt.Errorf("%d bytes that are no page", len(content))
	}
	if !bytes.Equal(content, writeNumbered(n)) {
		return 0, fmt.Errorf("%d bytes that are page %d only in part", len(content), n)
	}
	return n, nil
}

// A writer that is killed at any moment leaves a whole file: the last one that
// it said it had written, or the one after that.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book")
	for range 40 {
		last := clitest.KillWriter(t, path, 1+rand.IntN(6))
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := numberedContent(content); err != nil || n != last && n != last+1 {
			t.Fatalf("after page %d: page %d, %v", last, n, err)
		}
	}
}

func TestWriteAtomic(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	stray := path + ".123" + tempSuffix
	fresh := path + ".456" + tempSuffix
	for _, f := range []string{stray, fresh} {
		if err := os.WriteFile(f, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * staleAge)
	if err := os.Chtimes(stray, old, old); err != nil {
		t.Fatal(err)
	}
	for _, content := range []string{"one", "", "three"} {
		if err := WriteAtomic(path, []byte(content), 0o640); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadLimited(path, 5); err != nil || string(got) != content {
			t.Errorf("%q, %v", got, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
	if _, err := os.Stat(stray); !errors.Is(err, fs.ErrNotExist) {
		t.Error("what a dead writer left is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("what a living writer writes is gone")
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("file", link); err != nil {
		t.Fatal(err)
	}
	if err := WriteAtomic(link, []byte("four"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "four" {
		t.Errorf("behind the link is %q", got)
	}
	if info, _ := os.Lstat(link); info.Mode().Type() != fs.ModeSymlink {
		t.Error("the link is gone")
	}
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "store"), 0o700), os.Symlink("store/none yet", filepath.Join(dir, "ahead"))); err != nil {
		t.Fatal(err)
	}
	if err := WriteAtomic(filepath.Join(dir, "ahead"), []byte("five"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "store", "none yet")); string(got) != "five" {
		t.Errorf("where a link leads ahead of its file is %q, %v", got, err)
	}
}

func TestWriteAtomicErrors(t *testing.T) {
	dir := t.TempDir()
	if err := WriteAtomic(filepath.Join(dir, "no", "file"), nil, 0o600); !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), "cannot write ") || strings.Contains(err.Error(), tempSuffix) {
		t.Errorf("%v", err)
	}
	if _, err := ReadLimited(filepath.Join(dir, "no"), 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := ReadLimited(dir, 10); err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("%v", err)
	}
	path := filepath.Join(dir, "long")
	if err := os.WriteFile(path, make([]byte, 11), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLimited(path, 10); err == nil || !strings.Contains(err.Error(), "longer than 10 bytes") {
		t.Errorf("%v", err)
	}
}
