package bestrun

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"clew/cmd/internal/files"
)

// maxFiles is how many runs are kept: those saved last.
const maxFiles = 500

// Folder holds one replay for each level, named by the hash of its maze.
type Folder string

// path returns the file of a level.
func (f Folder) path(hash uint64) string {
	return filepath.Join(string(f), fmt.Sprintf("%016x.clewrec", hash))
}

// Load returns the best run on the level with this hash. Without one, and if the
// file cannot be read, perhaps because it is from another release, it returns nil.
func (f Folder) Load(hash uint64) *Run {
	content, err := files.ReadLimited(f.path(hash), 2*maxSize)
	if err != nil {
		return nil
	}
	run, err := Decode(content)
	if err != nil || run.Hash != hash {
		return nil
	}
	return run
}

// Save saves a run's replay unless the one kept was as fast, and returns the best
// run of its level.
func (f Folder) Save(content []byte) (*Run, error) {
	run, err := Decode(content)
	if err != nil {
		return nil, err
	}
	if kept := f.Load(run.Hash); kept != nil && kept.Time() <= run.Time() {
		return kept, nil
	}
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return run, err
	}
	return run, errors.Join(files.WriteAtomic(f.path(run.Hash), content, 0o644), f.trim())
}

// trim removes the oldest files if there are too many.
func (f Folder) trim() error {
	entries, err := os.ReadDir(string(f))
	if err != nil || len(entries) <= maxFiles {
		return err
	}
	var infos []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && filepath.Ext(e.Name()) == ".clewrec" {
			infos = append(infos, info)
		}
	}
	slices.SortFunc(infos, func(a, b fs.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for _, info := range infos[min(len(infos), maxFiles):] {
		err = errors.Join(err, os.Remove(filepath.Join(string(f), info.Name())))
	}
	return err
}
