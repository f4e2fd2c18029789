package host

import "time"

// NewDoor is newDoor.
var NewDoor = newDoor

// Visit enters and leaves at once.
func (d *door) Visit(from string, now time.Time) bool {
	e := d.enter(visitor{from: from, evict: func() {}}, nil, now)
	if e.open {
		d.leave(e)
	}
	return e.bye == nil
}

// Known is how many addresses are remembered.
func (d *door) Known() int { return d.callers.Len() }

// Stay enters, and leaves when it is told to.
func (d *door) Stay(from string, now time.Time) (leave func(), in bool) {
	e := d.enter(visitor{from: from, evict: func() {}}, nil, now)
	return func() { d.leave(e) }, e.bye == nil
}
