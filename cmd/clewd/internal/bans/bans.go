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

	"clew/cmd/internal/keep"
	"clew/net/host"
)

// The limits of the list.
const (
	Most    = 10_000
	maxFile = 8 << 20
)

// Ban is one address that may not play, or a range of them.
type Ban struct {
	Origin string    `json:"address"`          // see Address
	Until  time.Time `json:"until,omitzero"`   // zero: for ever
	Reason string    `json:"reason,omitempty"` // for the player to read
	Name   string    `json:"name,omitempty"`   // of the player, when it was banned
	Since  time.Time `json:"since,omitzero"`
}

// over reports that the ban has ended.
func (b *Ban) over(now time.Time) bool { return !b.Until.IsZero() && !b.Until.After(now) }

// Meets reports that the ban is of an origin, see host.Origin.
func (b *Ban) Meets(origin string) bool {
	banned, ok := block(b.Origin)
	one, ok2 := block(origin)
	return ok && ok2 && banned.Bits() <= one.Bits() && banned.Contains(one.Addr())
}

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
	bans map[netip.Prefix]Ban
}

// Open reads the list in a file, or begins one where there is no such file. A
// file that makes no sense is an error: it is not guessed who may play. With an
// empty path the list ends with the program.
func Open(path string, now time.Time) (*List, error) {
	l := &List{path: path, bans: map[netip.Prefix]Ban{}}
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
		if at, _ := block(ban.Origin); !ban.over(now) {
			l.bans[at] = ban
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
	for i := range list {
		var err error
		if list[i].Origin, err = Address(list[i].Origin); err != nil {
			return nil, fmt.Errorf("ban %d: %w", i+1, err)
		}
	}
	return list, nil
}

// The widest ranges that can be banned, in bits: of IPv4 a 256th of all, of IPv6
// what a provider may have.
const (
	widest4 = 8
	widest6 = 16
)

// Address is what is banned by what a person typed: an address as host.Origin
// has it, or a range such as 192.0.2.0/24. Of IPv6 no range is narrower than an
// origin.
func Address(s string) (origin string, err error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return span(p.Masked())
	}
	if _, err := netip.ParseAddr(s); err != nil {
		return "", fmt.Errorf("%q is no address; write one like 192.0.2.7 or 2001:db8::7, or a range like 192.0.2.0/24", s)
	}
	return host.Origin(s), nil
}

// span is a range as the list has it.
func span(p netip.Prefix) (origin string, err error) {
	least := widest6
	if p.Addr().Is4() {
		least = widest4
	}
	switch one, _ := block(host.Origin(p.Addr().String())); {
	case p.Bits() < least || p.Addr().Is4In6():
		return "", fmt.Errorf("the range %s is too wide to ban; its number of bits must be at least %d", p, least)
	case p.Bits() >= one.Bits():
		return host.Origin(p.Addr().String()), nil
	}
	return p.String(), nil
}

// block is the range of addresses that an origin stands for.
func block(origin string) (p netip.Prefix, ok bool) {
	if a, err := netip.ParseAddr(origin); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), true
	}
	p, err := netip.ParsePrefix(origin)
	return p, err == nil
}

// Banned reports whether an origin may not play, and what it is to be told. It
// looks for a ban of the origin first, and then of the ranges that it is in.
func (l *List) Banned(origin string, now time.Time) (text string, is bool) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	p, ok := block(origin)
	for bits := p.Bits(); ok && bits > 0; bits-- {
		at := netip.PrefixFrom(p.Addr(), bits).Masked()
		if b, there := l.bans[at]; there && !b.over(now) {
			return b.Text(), true
		}
	}
	return "", false
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
	at, ok := block(b.Origin)
	if !ok {
		return fmt.Errorf("%q is no address", b.Origin)
	}
	if _, known := l.bans[at]; !known && len(l.All(now)) >= Most {
		return fmt.Errorf("%d addresses are banned, which is all that the list holds", Most)
	}
	l.change(func() { l.bans[at] = b })
	return l.save(now)
}

// Remove ends the ban of an address or of a range, of just this one, and reports
// whether there was one. The error tells that it is still in the file.
func (l *List) Remove(origin string, now time.Time) (was bool, err error) {
	at, _ := block(origin)
	b, there := l.bans[at]
	was = there && !b.over(now)
	l.change(func() { delete(l.bans, at) })
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
	l.change(func() { maps.DeleteFunc(l.bans, func(_ netip.Prefix, b Ban) bool { return b.over(now) }) })
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
