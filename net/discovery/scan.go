package discovery

import (
	"net/netip"
	"slices"
	"time"
)

// Limits of a scan.
const (
	scanBits    = 24   // length of the longest prefix that is scanned whole
	maxScanned  = 1024 // addresses in all
	scanRate    = 64   // queries per second
	scanBurst   = 4    // queries at once
	scanTimeout = 2 * sendInterval
)

// ScanStatus is how far a scan of the local network has got.
type ScanStatus struct {
	Asked, Total int  // addresses; Total is 0 if there was no scan
	Running      bool // addresses remain, or the last answers may still come
}

// scan asks each address next to this computer's own once, with a query. It is sans
// I/O.
type scan struct {
	targets []netip.Addr
	asked   int
	next    time.Duration // when to send the next query
	ends    time.Duration // when the last answers must have come
}

// newScan returns a scan of the part of each network that has this computer's address
// and at most 256 others.
func newScan(now time.Duration, all networks) *scan {
	s := &scan{next: now, ends: now}
	var seen []netip.Prefix
	for _, n := range all {
		part := netip.PrefixFrom(n.prefix.Addr(), max(n.prefix.Bits(), scanBits)).Masked()
		if n.prefix.Addr().IsLoopback() || slices.Contains(seen, part) {
			continue
		}
		seen = append(seen, part)
		for a := part.Addr(); part.Contains(a) && len(s.targets) < maxScanned; a = a.Next() {
			if a != n.prefix.Masked().Addr() && a != broadcastAddr(n.prefix) && !all.isOwnAddr(a) && !slices.Contains(s.targets, a) {
				s.targets = append(s.targets, a)
			}
		}
	}
	return s
}

// take returns the addresses to ask now. What could not be asked in time is not made
// up for in a rush.
func (s *scan) take(now time.Duration) []netip.Addr {
	s.next = max(s.next, now-(scanBurst-1)*time.Second/scanRate)
	begin := s.asked
	for s.asked < len(s.targets) && s.next <= now {
		s.asked++
		s.next += time.Second / scanRate
		s.ends = now + scanTimeout
	}
	return s.targets[begin:s.asked]
}

func (s *scan) status(now time.Duration) ScanStatus {
	return ScanStatus{Asked: s.asked, Total: len(s.targets), Running: s.asked < len(s.targets) || now < s.ends}
}

// Scan asks every address near this computer once, where broadcasts do not pass: those
// of its own networks that differ from its own address in the last number only, at
// most 1,024 with 64 datagrams a second. It returns at once, and does nothing while a
// scan runs. Servers that answer are listed like any other.
//
// A scan waits while a datagram would make lecture peers exit, see the package
// comment. If that lasts, LastError says so.
func (f *Finder) Scan() {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.runner.now()
	if f.scan != nil && f.scan.status(now).Running {
		return
	}
	f.scan = newScan(now, f.search.networks)
	if !f.scanning {
		f.scanning = true
		f.runner.wg.Go(f.runScan)
	}
}

// ScanStatus returns how far the latest scan has got.
func (f *Finder) ScanStatus() ScanStatus {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.scan == nil {
		return ScanStatus{}
	}
	return f.scan.status(f.runner.now())
}

// runScan sends the queries of scans until all are sent.
func (f *Finder) runScan() {
	ticker := time.NewTicker(time.Second / scanRate)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-f.runner.done:
			return
		}
		if f.runner.silenced(f.runner.now()) {
			continue
		}
		f.mu.Lock()
		due := f.scan.take(f.runner.now())
		more := f.scan.asked < len(f.scan.targets)
		query := f.search.query(nil)
		f.scanning = more
		f.mu.Unlock()
		for _, a := range due {
			f.runner.unicast.send(netip.AddrPortFrom(a, f.runner.port), query)
		}
		if !more {
			return
		}
	}
}
