package server

import "time"

// NewConnLimiter is newConnLimiter.
var NewConnLimiter = newConnLimiter

// AcquireAndRelease enters and leaves at once.
func (d *connLimiter) AcquireAndRelease(from string, now time.Time) bool {
	e := d.acquire(connInfo{addrKey: from, evict: func() {}}, nil, now)
	if e.ok {
		d.release(e)
	}
	return e.bye == nil
}

// AddrCount is how many addresses are remembered.
func (d *connLimiter) AddrCount() int { return d.addrs.Len() }

// Acquire enters, and leaves when it is told to.
func (d *connLimiter) Acquire(from string, now time.Time) (leave func(), in bool) {
	e := d.acquire(connInfo{addrKey: from, evict: func() {}}, nil, now)
	return func() { d.release(e) }, e.bye == nil
}
