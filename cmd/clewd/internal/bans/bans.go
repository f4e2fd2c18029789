// Package bans keeps a list of the addresses, and ranges of addresses, that may
// not play, in a file that is never half written.
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

// The limits of the list.
const (
	MaxBans = 10_000
	maxFile = 8 << 20
)

// ErrFull is that nobody more can be banned.
var ErrFull = fmt.Errorf("%d bans are all that the list holds; lift some, or ban ranges such as 192.0.2.0/24", MaxBans)

// Ban is one address that may not play, or a range of them.
type Ban struct {
	Addr   string    `json:"address"`          // see Address
	Until  time.Time `json:"until,omitzero"`   // zero: for ever
	Reason string    `json:"reason,omitempty"` // for the player to read
	Name   string    `json:"name,omitempty"`   // of the player, when it was banned
	Since  time.Time `json:"since,omitzero"`
}

// expired reports that the ban has ended.
func (b *Ban) expired(now time.Time) bool { return !b.Until.IsZero() && !b.Until.After(now) }

// Matches reports that the ban is of an origin, see host.AddrKey.
func (b *Ban) Matches(origin string) bool {
	banned, ok := prefixOf(b.Addr)
	one, ok2 := prefixOf(origin)
	return ok && ok2 && banned.Bits() <= one.Bits() && banned.Contains(one.Addr())
}

// Message is what a player is told.
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

// List is a list of bans. Banned may be called from any goroutine at any time
// and never waits for the disk; the rest belongs to one.
//
// The file may be edited by hand meanwhile. What stands in it then counts more
// than what is in memory: it is taken over by Reread, and before each change, so
// that no change writes over it.
type List struct {
	path     string                // empty: the list is in memory only
	fileData []byte                // what was in the file when it was read or written last; nil: there was none
	unsaved  map[netip.Prefix]bool // bans that could not be written
	changed  bool                  // something was taken over that Reread has not told of

	mu   sync.RWMutex
	bans map[netip.Prefix]Ban
}

// Open reads the list in a file, or begins one where there is no such file. A
// file that makes no sense is an error: it is not guessed who may play. With an
// empty path the list ends with the program.
func Open(path string, now time.Time) (*List, error) {
	l := &List{path: path, bans: map[netip.Prefix]Ban{}, unsaved: map[netip.Prefix]bool{}}
	if err := l.refresh(now); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	l.changed = false
	return l, nil
}

// Reload takes over what stands in the file, and reports whether it, or a change
// since the last time, has taken over something new. The error tells that the list
// stays as it was.
func (l *List) Reload(now time.Time) (changed bool, err error) {
	switch err := l.refresh(now); {
	case errors.Is(err, fs.ErrNotExist) && l.fileData == nil:
		return false, nil // nobody was ever banned
	case errors.Is(err, fs.ErrNotExist):
		return false, fmt.Errorf("their file, %s, is gone; the next ban or unban writes it anew, and [] in it lifts all", l.path)
	case err != nil:
		return false, err
	}
	if len(l.unsaved) > 0 {
		l.save(now) // where it fails again they stay loose, which was told of when they were made
	}
	changed, l.changed = l.changed, false
	return changed, nil
}

// refresh takes over what stands in the file if it is not what was there when it
// was read or written last.
func (l *List) refresh(now time.Time) error {
	if l.path == "" {
		return nil
	}
	b, err := files.ReadLimited(l.path, maxFile)
	if err != nil {
		return fmt.Errorf("the list of bans can't be read: %w", err)
	}
	if l.fileData != nil && bytes.Equal(b, l.fileData) {
		return nil
	}
	text, err := files.DecodeText(l.path, b)
	if err != nil {
		return fmt.Errorf("the list of bans can't be read: %w", err)
	}
	list, err := parse(text)
	if err != nil {
		return fmt.Errorf("the list of bans, %s, makes no sense: %w; mend it, or move it away to begin a new one", l.path, err)
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

// Banned reports whether an origin may not play, and what it is to be told. It
// looks for a ban of the origin first, and then of the ranges that it is in.
func (l *List) Banned(origin string, now time.Time) (text string, is bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	p, ok := prefixOf(origin)
	for bits := p.Bits(); ok && bits > 0; bits-- {
		at := netip.PrefixFrom(p.Addr(), bits).Masked()
		if b, there := l.bans[at]; there && !b.expired(now) {
			return b.Message(), true
		}
	}
	return "", false
}

// All are the bans that hold, by address.
func (l *List) All(now time.Time) []Ban {
	l.mu.RLock()
	defer l.mu.RUnlock()
	all := slices.SortedFunc(maps.Values(l.bans), func(a, b Ban) int { return cmp.Compare(a.Addr, b.Addr) })
	return slices.DeleteFunc(all, func(b Ban) bool { return b.expired(now) })
}

// Add bans an address, in place of an older ban of it. It holds at once; the
// error tells that it is not in the file, and will be forgotten. Only with ErrFull
// it does not hold.
func (l *List) Add(b Ban, now time.Time) error {
	at, ok := prefixOf(b.Addr)
	if !ok {
		return fmt.Errorf("%q is no address", b.Addr)
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

// Remove ends the ban of an address or of a range, of just this one, and reports
// whether there was one. The error tells that it is still in the file.
func (l *List) Remove(origin string, now time.Time) (was bool, err error) {
	edited := l.refreshForWrite(now)
	at, _ := prefixOf(origin)
	b, there := l.bans[at]
	was = there && !b.expired(now)
	l.update(func() { delete(l.bans, at) })
	delete(l.unsaved, at)
	if edited != nil {
		return was, edited
	}
	return was, l.save(now)
}

// refreshForWrite takes over what somebody has written into the file meanwhile. The error
// tells why nothing may be written over it.
func (l *List) refreshForWrite(now time.Time) error {
	err := l.refresh(now)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (l *List) update(how func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	how()
}

// prune forgets what is over.
func (l *List) prune(now time.Time) {
	l.update(func() { maps.DeleteFunc(l.bans, func(_ netip.Prefix, b Ban) bool { return b.expired(now) }) })
}

// save writes the list down, without what is over.
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

// Persistent reports whether the list outlives the program.
func (l *List) Persistent() bool { return l.path != "" }
