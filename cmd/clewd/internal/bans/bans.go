// Package bans keeps a list of banned addresses and ranges in a file that is
// replaced atomically.
package bans

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"

	"clew/cmd/internal/files"
)

// Limits of the list.
const (
	MaxBans = 10_000
	maxFile = 8 << 20
)

// ErrFull is returned when the list is full.
var ErrFull = fmt.Errorf("the list is full with %d bans; lift some, or ban ranges such as 192.0.2.0/24", MaxBans)

// Ban is a ban of an address or a range.
type Ban struct {
	Addr   string    `json:"address"`          // see ParseAddr
	Until  time.Time `json:"until,omitzero"`   // zero: permanent
	Reason string    `json:"reason,omitempty"` // shown to the player
	Name   string    `json:"name,omitempty"`   // of the player when banned
	Since  time.Time `json:"since,omitzero"`
}

// expired reports whether the ban has ended.
func (b *Ban) expired(now time.Time) bool { return !b.Until.IsZero() && !b.Until.After(now) }

// Matches reports whether the ban covers an address key, see server.AddrKey.
func (b *Ban) Matches(addr string) bool {
	banned, ok := prefixOf(b.Addr)
	other, ok2 := prefixOf(addr)
	return ok && ok2 && banned.Bits() <= other.Bits() && banned.Contains(other.Addr())
}

// Message returns the message for a banned player.
func (b *Ban) Message() string {
	s := "you are banned from this server"
	if !b.Until.IsZero() {
		s += " until " + b.Until.UTC().Format("2006-01-02 15:04 UTC")
	}
	if b.Reason != "" {
		s += ": " + b.Reason
	}
	return s
}

// List is a list of bans. Banned is safe for concurrent use and never waits for
// the disk; the other methods belong to one goroutine.
//
// The file may be edited by hand meanwhile. Its content then takes precedence over
// what is in memory: Reload takes it over, and so does each change before it
// writes, so that no edit is overwritten.
type List struct {
	path     string                // empty: in memory only
	fileData []byte                // the file's content when it was last read or written; nil: there was none
	unsaved  map[netip.Prefix]bool // bans that could not be written
	changed  bool                  // something was taken over that Reload has not reported

	mu   sync.RWMutex
	bans map[netip.Prefix]Ban
}

// Open reads the list from a file, which need not exist. An invalid file is an
// error, rather than a guess at who is banned. With an empty path the list is in
// memory only.
func Open(path string, now time.Time) (*List, error) {
	l := &List{path: path, bans: map[netip.Prefix]Ban{}, unsaved: map[netip.Prefix]bool{}}
	if err := l.refresh(now); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	l.changed = false
	return l, nil
}

// Reload takes over the content of the file, and reports whether that, or a change
// since the last time, has brought anything new. After an error the list stays as
// it was.
func (l *List) Reload(now time.Time) (changed bool, err error) {
	switch err := l.refresh(now); {
	case errors.Is(err, fs.ErrNotExist) && l.fileData == nil:
		return false, nil // nobody was ever banned
	case errors.Is(err, fs.ErrNotExist):
		return false, fmt.Errorf("the ban list %s is missing; the next ban or unban writes it again, and [] in it lifts all bans", l.path)
	case err != nil:
		return false, err
	}
	if len(l.unsaved) > 0 {
		l.save(now) // if it fails again they stay unsaved, which was reported when they were added
	}
	changed, l.changed = l.changed, false
	return changed, nil
}

// refresh takes over the content of the file if it was edited since it was last
// read or written.
func (l *List) refresh(now time.Time) error {
	if l.path == "" {
		return nil
	}
	b, err := files.ReadLimited(l.path, maxFile)
	if err != nil {
		return fmt.Errorf("cannot read the ban list: %w", err)
	}
	if l.fileData != nil && bytes.Equal(b, l.fileData) {
		return nil
	}
	text, err := files.DecodeText(l.path, b)
	if err != nil {
		return fmt.Errorf("cannot read the ban list: %w", err)
	}
	list, err := parse(text)
	if err != nil {
		return fmt.Errorf("invalid ban list %s: %w; correct it, or move it away to start a new one", l.path, err)
	}
	bans := map[netip.Prefix]Ban{}
	for at := range l.unsaved {
		bans[at] = l.bans[at]
	}
	for _, ban := range list {
		if at, _ := prefixOf(ban.Addr); !ban.expired(now) {
			bans[at] = ban
		}
	}
	l.update(func() { l.bans = bans })
	l.fileData, l.changed = b, true
	return nil
}

// Banned reports whether an address key is banned, and returns the message for the
// player. A ban of the address itself takes precedence over wider ranges.
func (l *List) Banned(addr string, now time.Time) (message string, banned bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	p, ok := prefixOf(addr)
	for bits := p.Bits(); ok && bits > 0; bits-- {
		at := netip.PrefixFrom(p.Addr(), bits).Masked()
		if b, there := l.bans[at]; there && !b.expired(now) {
			return b.Message(), true
		}
	}
	return "", false
}

// All returns the current bans, sorted by address.
func (l *List) All(now time.Time) []Ban {
	l.mu.RLock()
	defer l.mu.RUnlock()
	all := slices.SortedFunc(maps.Values(l.bans), func(a, b Ban) int { return cmp.Compare(a.Addr, b.Addr) })
	return slices.DeleteFunc(all, func(b Ban) bool { return b.expired(now) })
}

// Add bans an address, in place of an older ban of it. An error means that the ban
// is effective but not saved; with ErrFull it is not effective either.
func (l *List) Add(b Ban, now time.Time) error {
	at, ok := prefixOf(b.Addr)
	if !ok {
		return fmt.Errorf("invalid address %q", b.Addr)
	}
	edited := l.refreshForWrite(now)
	if len(l.bans) >= MaxBans {
		l.prune(now)
	}
	if _, known := l.bans[at]; !known && len(l.bans) >= MaxBans {
		return ErrFull
	}
	l.update(func() { l.bans[at] = b })
	if l.path != "" {
		l.unsaved[at] = true
	}
	if edited != nil {
		return edited
	}
	return l.save(now)
}

// Remove lifts the ban of exactly this address or range, and reports whether there
// was one. An error means that the ban is still in the file.
func (l *List) Remove(addr string, now time.Time) (was bool, err error) {
	edited := l.refreshForWrite(now)
	at, _ := prefixOf(addr)
	b, there := l.bans[at]
	was = there && !b.expired(now)
	l.update(func() { delete(l.bans, at) })
	delete(l.unsaved, at)
	if edited != nil {
		return was, edited
	}
	return was, l.save(now)
}

// refreshForWrite takes over edits of the file. An error means that the file must
// not be overwritten.
func (l *List) refreshForWrite(now time.Time) error {
	err := l.refresh(now)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (l *List) update(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
}

// prune removes expired bans.
func (l *List) prune(now time.Time) {
	l.update(func() { maps.DeleteFunc(l.bans, func(_ netip.Prefix, b Ban) bool { return b.expired(now) }) })
}

// save writes the list without expired bans.
func (l *List) save(now time.Time) error {
	if l.path == "" {
		return nil
	}
	l.prune(now)
	b, err := json.MarshalIndent(l.All(now), "", "  ")
	if err != nil {
		return err
	}
	b = append(b, '\n')
	if err := files.WriteAtomic(l.path, b, 0o600); err != nil {
		return err
	}
	l.fileData = b
	clear(l.unsaved)
	return nil
}

// Persistent reports whether the list is stored in a file.
func (l *List) Persistent() bool { return l.path != "" }
