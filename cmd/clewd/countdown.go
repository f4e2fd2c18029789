package main

import (
	"fmt"
	"time"
)

// countdown is what happens at a moment to come.
type countdown struct {
	end  time.Time
	at   time.Time                // the next mark, or the end
	what func()                   // when it is over
	warn func(left time.Duration) // at each of the marks; may be nil
}

// countDown begins a countdown.
func countDown(in time.Duration, what func(), warn func(left time.Duration)) *countdown {
	now := time.Now()
	c := &countdown{end: now.Add(in), what: what, warn: warn}
	c.at = now.Add(c.wait(now))
	return c
}

// advance does what is due of the countdown in a place, which is empty once it is
// over.
func advance(place **countdown, now time.Time) {
	c := *place
	switch {
	case c == nil || now.Before(c.at):
	case !now.Before(c.end):
		*place = nil
		c.what()
	default:
		if c.warn != nil {
			c.warn(c.end.Sub(now))
		}
		c.at = now.Add(c.wait(now))
	}
}

// marks are the times before the end at which people are warned.
var marks = []time.Duration{
	time.Hour, 30 * time.Minute, 10 * time.Minute, 5 * time.Minute, 2 * time.Minute, time.Minute,
	30 * time.Second, 10 * time.Second, 5 * time.Second, 4 * time.Second, 3 * time.Second, 2 * time.Second, time.Second,
}

// wait is how long it is until the next mark, or until the end.
func (c *countdown) wait(now time.Time) time.Duration {
	left := c.end.Sub(now)
	for _, m := range marks {
		if m < left {
			return left - m
		}
	}
	return max(left, 0)
}

// left is a time before the end as people say it.
func left(d time.Duration) string {
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
