package main

import (
	"fmt"
	"time"
)

// countdown is what happens at a moment to come.
type countdown struct {
	end      time.Time
	nextWarn time.Time                // the next mark, or the end
	onEnd    func()                   // when it is over
	onWarn   func(left time.Duration) // at each of the marks; may be nil
}

// newCountdown begins a countdown.
func newCountdown(in time.Duration, what func(), warn func(left time.Duration)) *countdown {
	now := time.Now()
	c := &countdown{end: now.Add(in), onEnd: what, onWarn: warn}
	c.nextWarn = now.Add(c.untilWarn(now))
	return c
}

// advanceCountdown does what is due of the countdown in a place, which is empty once it is
// over.
func advanceCountdown(place **countdown, now time.Time) {
	c := *place
	switch {
	case c == nil || now.Before(c.nextWarn):
	case !now.Before(c.end):
		*place = nil
		c.onEnd()
	default:
		if c.onWarn != nil {
			c.onWarn(c.end.Sub(now))
		}
		c.nextWarn = now.Add(c.untilWarn(now))
	}
}

// warnTimes are the times before the end at which people are warned.
var warnTimes = []time.Duration{
	time.Hour, 30 * time.Minute, 10 * time.Minute, 5 * time.Minute, 2 * time.Minute, time.Minute,
	30 * time.Second, 10 * time.Second, 5 * time.Second, 4 * time.Second, 3 * time.Second, 2 * time.Second, time.Second,
}

// untilWarn is how long it is until the next mark, or until the end.
func (c *countdown) untilWarn(now time.Time) time.Duration {
	left := c.end.Sub(now)
	for _, m := range warnTimes {
		if m < left {
			return left - m
		}
	}
	return max(left, 0)
}

// formatTimeLeft is a time before the end as people say it.
func formatTimeLeft(d time.Duration) string {
	d = d.Round(time.Second)
	unit, n := "second", d/time.Second
	if d >= time.Minute && d%time.Minute == 0 {
		unit, n = "minute", d/time.Minute
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
