// Package records keeps the best time of each level in a file that is replaced
// atomically.
package records

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"sync"

	"clew/cmd/internal/files"
	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/wire"
)

// MaxRecords is how many records are kept: those that were set last.
const MaxRecords = 1000

const maxFile = 1 << 20

// Records are the best times of a server's levels. A level is recognized by its maze. It
// is safe for concurrent use and implements authority.Records: its methods never wait
// for the disk.
type Records struct {
	path    string      // empty: in memory only
	onError func(error) // says why the file could not be written

	mu      sync.Mutex
	entries []entry // the one that was set last at the end
	saving  bool    // a goroutine writes the file, and again if unsaved is set meanwhile
	unsaved bool
	idle    sync.Cond // saving has become false
}

// entry is a record as it is in the file.
type entry struct {
	Maze  string   `json:"maze"` // hash, in hexadecimal
	Level string   `json:"level"`
	Name  string   `json:"name"` // of the player
	Ticks sim.Tick `json:"ticks"`
}

// Open reads records from a file, which need not exist. With an empty path, and after an
// error, they are in memory only: a file that cannot be read is not overwritten.
// onError is called from another goroutine when the file cannot be written; the next
// record tries again.
func Open(path string, onError func(error)) (*Records, error) {
	r := &Records{onError: onError}
	r.idle.L = &r.mu
	if path == "" {
		return r, nil
	}
	b, err := files.ReadText(path, maxFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return r, fmt.Errorf("cannot read the records: %w; they are kept in memory only", err)
	default:
		if r.entries, err = parse(b); err != nil {
			return r, fmt.Errorf("invalid records %s: %w; correct the file, or move it away to start a new one; until then records are kept in memory only", path, err)
		}
	}
	r.path = path
	return r, nil
}

// parse parses the file. What it returns fits into messages.
func parse(b []byte) ([]entry, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	var list []entry
	if err := d.Decode(&list); err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("unexpected text after the list")
	}
	if len(list) > MaxRecords {
		return nil, fmt.Errorf("more than %d records", MaxRecords)
	}
	seen := map[string]bool{}
	for i := range list {
		e := &list[i]
		hash, err := strconv.ParseUint(e.Maze, 16, 64)
		switch {
		case err != nil || formatHash(hash) != e.Maze:
			return nil, fmt.Errorf("record %d: %q is no hash of a maze", i+1, e.Maze)
		case seen[e.Maze]:
			return nil, fmt.Errorf("record %d: the maze %s has two records", i+1, e.Maze)
		case e.Ticks == 0:
			return nil, fmt.Errorf("record %d: 0 ticks are no time", i+1)
		}
		if err := wire.CheckName(e.Name); err != nil {
			return nil, fmt.Errorf("record %d: the name %q: %w", i+1, e.Name, err)
		}
		seen[e.Maze] = true
	}
	return list, nil
}

// Record implements authority.Records.
func (r *Records) Record(l *maze.Level) wire.Record {
	hash := formatHash(l.Maze.Hash())
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := r.find(hash); i >= 0 {
		return wire.Record{Name: r.entries[i].Name, Ticks: r.entries[i].Ticks}
	}
	return wire.Record{}
}

// SetRecord implements authority.Records.
func (r *Records) SetRecord(l *maze.Level, record wire.Record) {
	hash := formatHash(l.Maze.Hash())
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := r.find(hash); i >= 0 {
		r.entries = append(r.entries[:i], r.entries[i+1:]...)
	} else if len(r.entries) == MaxRecords {
		r.entries = r.entries[1:]
	}
	r.entries = append(r.entries, entry{hash, l.Name, record.Name, record.Ticks})
	if r.unsaved = r.path != ""; r.unsaved && !r.saving {
		r.saving = true
		go r.save()
	}
}

// find returns the index of a maze's record, or -1.
func (r *Records) find(hash string) int {
	for i := range r.entries {
		if r.entries[i].Maze == hash {
			return i
		}
	}
	return -1
}

// save writes the file until it has everything.
func (r *Records) save() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.unsaved {
		r.unsaved = false
		b, err := json.MarshalIndent(r.entries, "", "  ")
		r.mu.Unlock()
		if err == nil {
			err = files.WriteAtomic(r.path, append(b, '\n'), 0o644)
		}
		if err != nil && r.onError != nil {
			r.onError(err)
		}
		r.mu.Lock()
	}
	r.saving = false
	r.idle.Broadcast()
}

// Close waits until all records are written.
func (r *Records) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.saving {
		r.idle.Wait()
	}
}

func formatHash(hash uint64) string { return fmt.Sprintf("%016x", hash) }
