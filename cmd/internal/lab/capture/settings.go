package capture

import (
	"encoding/binary"
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
)

// Settings can be changed in the middle of a game.
type Settings struct {
	Switches           replica.Switches
	InterpolationDelay time.Duration // see replica.Config
	Redundancy         int
	Netem              netem.Config
}

func currentSettings(c *session.Client) Settings {
	cfg := c.Config()
	return Settings{Switches: c.Switches(), InterpolationDelay: cfg.InterpolationDelay, Redundancy: cfg.InputRedundancy, Netem: c.Netem()}
}

// packBits returns booleans as bits.
func packBits(bits ...bool) (b byte) {
	for i, on := range bits {
		if on {
			b |= 1 << i
		}
	}
	return b
}

func (s *Settings) append(dst []byte) []byte {
	w := s.Switches
	replay, snap := w.Reconciliation == replica.ReconcileReplay, w.Reconciliation == replica.ReconcileSnap
	dst = append(dst, packBits(w.Prediction, replay, w.Interpolation, w.Smoothing, snap))
	dst = appendUvarints(dst, s.InterpolationDelay, time.Duration(s.Redundancy))
	for _, c := range [...]netem.Conditions{s.Netem.Up, s.Netem.Down} {
		dst = appendUvarints(dst, c.Latency, c.Jitter, time.Duration(c.Loss), time.Duration(c.Duplicate), time.Duration(c.Reorder))
	}
	return append(dst, packBits(s.Netem.Stream))
}

func (f *reader) settings() (s Settings) {
	on := f.byte()
	s.Switches = replica.Switches{Prediction: on&1 != 0, Interpolation: on&4 != 0, Smoothing: on&8 != 0}
	switch {
	case on >= 32 || on&(2|16) == 2|16:
		*f = nil
	case on&2 != 0:
		s.Switches.Reconciliation = replica.ReconcileReplay
	case on&16 != 0:
		s.Switches.Reconciliation = replica.ReconcileSnap
	}
	s.InterpolationDelay, s.Redundancy = f.duration(), f.boundedInt()
	for _, c := range [...]*netem.Conditions{&s.Netem.Up, &s.Netem.Down} {
		*c = netem.Conditions{Latency: f.duration(), Jitter: f.duration(), Loss: f.boundedInt(), Duplicate: f.boundedInt(), Reorder: f.boundedInt()}
	}
	s.Netem.Stream = f.byte() != 0
	return s
}

// appendUvarints appends numbers that are not negative.
func appendUvarints[T ~int | ~int64 | ~uint32 | ~uint64](dst []byte, all ...T) []byte {
	for _, n := range all {
		dst = binary.AppendUvarint(dst, uint64(n))
	}
	return dst
}

// The limits of what is read.
const (
	maxTime  = time.Duration(1) << 60 // 36 years
	maxSmall = 1 << 30
)

// duration reads a duration, or a time since the start of the clock.
func (f *reader) duration() time.Duration {
	n := f.uvarint()
	if n > uint64(maxTime) {
		*f = nil
		return 0
	}
	return time.Duration(n)
}

func (f *reader) boundedInt() int {
	n := f.uvarint()
	if n > maxSmall {
		*f = nil
		return 0
	}
	return int(n)
}
