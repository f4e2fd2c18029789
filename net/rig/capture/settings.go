package capture

import (
	"encoding/binary"
	"time"

	"clew/net/endpoint"
	"clew/net/link/flakylink"
	"clew/net/replica"
)

// Settings are what a person can change in the middle of a game.
type Settings struct {
	Switches   replica.Switches
	Delay      time.Duration // see replica.Config
	Redundancy int
	Flaky      flakylink.Config
}

func settingsOf(c *endpoint.Client) Settings {
	cfg := c.Config()
	return Settings{Switches: c.Switches(), Delay: cfg.Delay, Redundancy: cfg.Redundancy, Flaky: c.Flaky()}
}

// flags are the switches as bits.
func flags(bits ...bool) (b byte) {
	for i, on := range bits {
		if on {
			b |= 1 << i
		}
	}
	return b
}

func (s *Settings) append(dst []byte) []byte {
	w := s.Switches
	dst = append(dst, flags(w.Prediction, w.Reconciliation, w.Interpolation, w.Smoothing))
	dst = appendNumbers(dst, s.Delay, time.Duration(s.Redundancy))
	for _, c := range [...]flakylink.Conditions{s.Flaky.Up, s.Flaky.Down} {
		dst = appendNumbers(dst, c.Latency, c.Jitter, time.Duration(c.Loss), time.Duration(c.Double), time.Duration(c.Reorder))
	}
	return append(dst, flags(s.Flaky.Stream))
}

func (f *fields) settings() (s Settings) {
	on := f.byte()
	s.Switches = replica.Switches{Prediction: on&1 != 0, Reconciliation: on&2 != 0, Interpolation: on&4 != 0, Smoothing: on&8 != 0}
	s.Delay, s.Redundancy = f.span(), f.small()
	for _, c := range [...]*flakylink.Conditions{&s.Flaky.Up, &s.Flaky.Down} {
		*c = flakylink.Conditions{Latency: f.span(), Jitter: f.span(), Loss: f.small(), Double: f.small(), Reorder: f.small()}
	}
	s.Flaky.Stream = f.byte() != 0
	return s
}

// appendNumbers appends numbers that are not negative.
func appendNumbers[T ~int | ~int64 | ~uint32 | ~uint64](dst []byte, all ...T) []byte {
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

// span is a time, or a time from one moment to another.
func (f *fields) span() time.Duration {
	n := f.number()
	if n > uint64(maxTime) {
		*f = nil
		return 0
	}
	return time.Duration(n)
}

func (f *fields) small() int {
	n := f.number()
	if n > maxSmall {
		*f = nil
		return 0
	}
	return int(n)
}
