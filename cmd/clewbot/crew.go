package main

import (
	"context"
	"runtime"
	"sync"
	"time"

	"clew/net/dial"
	"clew/net/endpoint"
	"clew/net/link"
)

// crew is all bots, and the clock that they share.
type crew struct {
	opts  options
	bots  []*bot
	begin time.Time
	calls sync.WaitGroup // dials under way
}

func newCrew(o options) *crew {
	c := &crew{opts: o, begin: time.Now()}
	for i := range o.n {
		c.bots = append(c.bots, newBot(i, o))
	}
	return c
}

// play plays until ctx ends, or until no bot is in the game any more. A few
// goroutines have the bots among them.
func (c *crew) play(ctx context.Context) {
	var workers sync.WaitGroup
	n := min(runtime.GOMAXPROCS(0), len(c.bots))
	for i := range n {
		var mine []*bot
		for j := i; j < len(c.bots); j += n {
			mine = append(mine, c.bots[j])
		}
		workers.Go(func() { c.work(ctx, mine) })
	}
	workers.Wait()
	c.calls.Wait()
}

func (c *crew) now() time.Duration { return time.Since(c.begin) }

// call is what came of a dial.
type call struct {
	bot  *bot
	link link.Link
	err  error
}

// work plays some of the bots.
func (c *crew) work(ctx context.Context, bots []*bot) {
	calls := make(chan call, len(bots))
	timer := time.NewTimer(0)
	defer timer.Stop()
	var pace endpoint.Pace
	for ticks := 0; ; {
		select {
		case d := <-calls:
			d.bot.dialed(c.now(), d.link, d.err)
		case <-timer.C:
			due, _ := pace.Due(c.now())
			for range due {
				ticks++
				if !c.tick(ctx, bots[:min(ticks, len(bots))], calls) && ticks >= len(bots) {
					return
				}
			}
			timer.Reset(pace.Wait(c.now()))
		case <-ctx.Done():
			return
		}
	}
}

// tick plays one tick of bots, and reports whether any of them still plays.
func (c *crew) tick(ctx context.Context, bots []*bot, calls chan<- call) bool {
	playing := false
	for _, b := range bots {
		if b.phase == endpoint.Ended {
			continue
		}
		playing = true
		if b.WantsLink(c.now()) {
			c.calls.Go(func() { c.dial(ctx, b, calls) })
		}
		b.tick(c.now())
	}
	return playing
}

// dial connects a bot. When its time is over meanwhile, the link is closed.
func (c *crew) dial(ctx context.Context, b *bot, calls chan<- call) {
	l, err := dial.Dial(ctx, c.opts.addr, c.opts.wire)
	if ctx.Err() == nil {
		calls <- call{b, l, err} // there is room for one of each bot
	} else if err == nil {
		l.Close()
		dial.Part(l)
	}
}

// leave lets all say goodbye, and waits until they have.
func (c *crew) leave() {
	for _, b := range c.bots {
		b.Leave()
	}
	for _, b := range c.bots {
		if b.link != nil {
			b.link.Close()
			dial.Part(b.link)
		}
	}
}
