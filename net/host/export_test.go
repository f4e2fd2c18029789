package host

import "time"

// Origin is origin, and NewDoor newDoor.
var (
	Origin  = origin
	NewDoor = newDoor
)

// Visit enters and leaves at once.
func (d *door) Visit(from string, now time.Time) bool {
	e := d.enter(from, now)
	if e.open {
		d.leave(from, e)
	}
	return e.bye == nil
}

// Known is how many addresses are remembered.
func (d *door) Known() int { return len(d.callers) }
