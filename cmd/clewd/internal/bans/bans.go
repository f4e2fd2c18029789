// Package bans keeps a list of the addresses that may not play, in a file that
// is never half written.
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

	"clew/cmd/internal/keep"
	"clew/net/host"
)

// The limits of the list.
const (
	Most    = 10_000
	maxFile = 8 << 20
)

// Ban is one address that may not play.
type Ban struct {
	Origin string    `json:"address"`          // see host.Origin
	Until  time.Time `json:"until,omitzero"`   // zero: for ever
	Reason string    `json:"reason,omitempty"` // for the player to read
	Name   string    `json:"name,omitempty"`   // of the player, when it was banned
	Since  time.Time `json:"since,omitzero"`
}

// over reports that the ban has ended.
func (b *Ban) over(now time.Time) bool { return !b.Until.IsZero() && !b.Until.After(now) }

// Text is what a player is told.
func (b *Ban) Text() string {
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
type List struct {
	path string // empty: the list is in memory only
	mu   sync.RWMutex
	bans map[string]Ban
}

// Open reads the list in a file, or begins one where there is no such file. A
// file that makes no sense is an error: it is not guessed who may play. With an
// empty path the list ends with the program.
func Open(path string, now time.Time) (*List, error) {
	l := &List{path: path, bans: map[string]Ban{}}
	if path == "" {
		return l, nil
	}
	b, err := keep.Read(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the list of bans can't be read: %w", err)
	}
	list, err := parse(b)
	if err != nil {
		return nil, fmt.Errorf("the list of bans, %s, makes no sense: %w; mend it, or move it away to begin a new one", path, err)
	}
	for _, ban := range list {
		if !ban.over(now) {
			l.bans[ban.Origin] = ban
		}
	}
	return l, nil
}

func parse(b []byte) ([]Ban, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	var list []Ban
	if err := d.Decode(&list); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, errors.New("something follows the list")
	}
	if len(list) > Most {
		return nil, fmt.Errorf("it has %d bans; %d are the most", len(list), Most)
	}
	for i, ban := range list {
		if _, err := Address(ban.Origin); err != nil {
			return nil, fmt.Errorf("ban %d: %w", i+1, err)
		}
	}
	return list, nil
}

// Address is the origin of an address that a person typed: one of a computer,
// or, of IPv6, of a network of 64 bits.
func Address(s string) (origin string, err error) {
	if p, err := netip.ParsePrefix(s); err == nil && p.Addr().Is6() && p.Bits() == 64 {
		return p.Masked().String(), nil
	}
	if _, err := netip.ParseAddr(s); err != nil {
		return "", fmt.Errorf("%q is no address; write one like 192.0.2.7 or 2001:db8::7", s)
	}
	return host.Origin(s), nil
}

// Banned reports whether an origin may not play, and what it is to be told.
func (l *List) Banned(origin string, now time.Time) (text string, is bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	b, ok := l.bans[origin]
	if !ok || b.over(now) {
		return "", false
	}
	return b.Text(), true
}

// All are the bans that hold, by address.
func (l *List) All(now time.Time) []Ban {
	l.mu.RLock()
	defer l.mu.RUnlock()
	all := slices.SortedFunc(maps.Values(l.bans), func(a, b Ban) int { return cmp.Compare(a.Origin, b.Origin) })
	return slices.DeleteFunc(all, func(b Ban) bool { return b.over(now) })
}

// Add bans an address, in place of an older ban of it. It holds at once; the
// error tells that it is not in the file, and will be forgotten.
func (l *List) Add(b Ban, now time.Time) error {
	if _, known := l.bans[b.Origin]; !known && len(l.All(now)) >= Most {
		return fmt.Errorf("%d addresses are banned, which is all that the list holds", Most)
	}
	l.change(func() { l.bans[b.Origin] = b })
	return l.save(now)
}

// Remove ends the ban of an address, and reports whether there was one. The
// error tells that it is still in the file.
func (l *List) Remove(origin string, now time.Time) (was bool, err error) {
	_, was = l.Banned(origin, now)
	l.change(func() { delete(l.bans, origin) })
	return was, l.save(now)
}

func (l *List) change(how func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	how()
}

// save writes the list down, without what is over.
func (l *List) save(now time.Time) error {
	all := l.All(now)
	l.change(func() { maps.DeleteFunc(l.bans, func(_ string, b Ban) bool { return b.over(now) }) })
	if l.path == "" {
		return nil
	}
	b, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return keep.Write(l.path, append(b, '\n'), 0o600)
}

// Kept reports whether the list outlives the program.
func (l *List) Kept() bool { return l.path != "" }
