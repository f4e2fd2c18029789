package main

import (
	"fmt"
	"time"
)

// countdown does something at a later time, and warns of it.
type countdown struct {
	end      time.Time
	nextWarn time.Time                // the next warning, or the end
	onEnd    func()                   // called at the end
	onWarn   func(left time.Duration) // called at each of warnTimes; may be nil
}

// newCountdown starts a countdown.
func newCountdown(delay time.Duration, onEnd func(), onWarn func(left time.Duration)) *countdown {
	now := time.Now()
	c := &countdown{end: now.Add(delay), onEnd: onEnd, onWarn: onWarn}
	c.nextWarn = now.Add(c.untilWarn(now))
	return c
}

// advanceCountdown does what is due, and sets the countdown to nil at its end.
func advanceCountdown(ptr **countdown, now time.Time) {
	c := *ptr
	switch {
	case c == nil || now.Before(c.nextWarn):
	case !now.Before(c.end):
		*ptr = nil
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

// untilWarn returns the time until the next warning, or until the end.
func (c *countdown) untilWarn(now time.Time) time.Duration {
	left := c.end.Sub(now)
	for _, m := range warnTimes {
		if m < left {
			return left - m
		}
	}
	return max(left, 0)
}

// formatTimeLeft formats a time for people, such as "5 minutes".
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
