package replica

import (
	"time"

	"clew/engine/sim"
)

// SmoothingTime is how long the picture takes to follow a correction.
const SmoothingTime = 120 * time.Millisecond

// maxOffset is the largest correction that is smoothed, along an axis. A larger
// one is shown as the jump that it is.
const maxOffset = 4 * sim.CellUnits

// Smoother lets the picture follow a correction gradually: the body is where the
// correction put it, and is drawn with an offset that fades.
//
//	offset
//	  │█
//	  │█▆
//	  │█▆▅▃▂▁
//	  └──────┴──▶ time since the correction
//	         SmoothingTime
type Smoother struct {
	x, y int32         // the offset when the last correction was made
	at   time.Duration // when that was
}

// Add adds the offset from the corrected position to the one shown before, in
// units, to what is left of the last one.
func (s *Smoother) Add(now time.Duration, dx, dy int32) {
	x, y := s.Offset(now)
	x, y = x+dx, y+dy
	if max(x, -x, y, -y) > maxOffset {
		x, y = 0, 0
	}
	*s = Smoother{x, y, now}
}

// Offset returns what is left of the offset. It eases out: the square of the
// time that is left.
func (s *Smoother) Offset(now time.Duration) (x, y int32) {
	left := int64(SmoothingTime - (now - s.at))
	if left <= 0 {
		return 0, 0
	}
	share := left * 1024 / int64(SmoothingTime)
	share = share * share / 1024
	return int32(int64(s.x) * share / 1024), int32(int64(s.y) * share / 1024)
}
